// Reads members, map and calendar from the registry without a key, and sends forms to the server of the portal.
const { registry } = await (await fetch('config.json')).json()
const find = (id) => document.getElementById(id)
const api = (path) => `${registry}/v1/${path}`

/** Appends an item with a text, as text and not as HTML. */
function list(id, text) {
  const item = document.createElement('li')
  item.textContent = text
  find(id).append(item)
}

async function showMembers() {
  const { data } = await (await fetch(api('organisations?member=true&limit=500&sort=name'))).json()
  find('members-count').textContent = `Liczba organizacji: ${data.length}`
  for (const { name, territory } of data) {
    const voivodeship = territory?.voivodeship?.name
    list('members', voivodeship ? `${name} – województwo ${voivodeship}` : name)
  }
}

async function showEvents() {
  const { data } = await (await fetch(api('events?limit=20&sort=-date_on'))).json()
  for (const { title, date } of data) list('events', date.on ? `${date.on} – ${title}` : title)
  find('calendar').href = api('events?format=ics')
}

const send = async (path, body, headers = {}) => {
  const response = await fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body)
  })
  return { status: response.status, answer: await response.json() }
}

let statusToken
// One number per form: a second click sends no second application.
let formNumber = crypto.randomUUID()

find('application').addEventListener('submit', async (event) => {
  event.preventDefault()
  const given = Object.fromEntries(new FormData(event.target))
  const { organisation, tier, given_name, family_name, post_title, email, message } = given
  const { status, answer } = await send(
    'zgloszenia',
    {
      kind: 'membership',
      organisation: { slug: organisation },
      tier,
      statements: given.becoming_cus ? ['assistance_centre_becoming_cus'] : [],
      signatory: { given_name, family_name, post_title },
      applicant: { name: `${given_name} ${family_name}`, post_title },
      email,
      ...(message && { message })
    },
    { 'form-number': formNumber }
  )
  const messages = (answer.errors ?? []).map(({ detail }) => detail)
  find('application-error').textContent = status === 202 ? '' : messages.join(' ') || answer.detail
  if (status !== 202) {
    formNumber = crypto.randomUUID()
    return
  }
  const number = document.createElement('p')
  number.textContent = `Przyjęto zgłoszenie ${answer.receipt}. Kod potwierdzenia wysłano pocztą elektroniczną.`
  const information = document.createElement('p')
  information.className = 'information'
  information.textContent = answer.information.pl
  find('receipt').replaceChildren(number, information)
  // Only in the memory of this page: the token opens the state of the application.
  statusToken = answer.status_token
  find('confirmation').hidden = false
})

const states = {
  received: 'czeka na potwierdzenie',
  confirmed: 'potwierdzone, czeka na rozpatrzenie',
  taken_over: 'przejęte do prowadzenia',
  refused: 'załatwione odmownie',
  lapsed: 'wygasło'
}

find('confirmation').addEventListener('submit', async (event) => {
  event.preventDefault()
  const { token } = Object.fromEntries(new FormData(event.target))
  const confirmed = await send('zgloszenia/potwierdzenie', { token: token.trim() })
  const { status, answer } =
    confirmed.status === 200 ? await send('zgloszenia/stan', { token: statusToken }) : confirmed
  find('confirmation-state').textContent = status === 200 ? `Stan zgłoszenia: ${states[answer.state]}` : answer.detail
})

find('map').src = api('memberships?format=svg')
await Promise.all([showMembers(), showEvents()])
document.body.dataset.ready = 'true'
