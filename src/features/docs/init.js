// Runs in the browser, after redoc.standalone.js. Options: Redoc 2.5, https://redocly.com/docs/redoc/config
const root = document.getElementById('redoc')
const mono = 'ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace'
const sans = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif'

Redoc.init(
  'openapi.json',
  {
    downloadUrls: [{ title: 'JSON', url: 'openapi.json' }],
    jsonSamplesExpandLevel: 3,
    nativeScrollbars: true,
    scrollYOffset: 'header',
    sortRequiredPropsFirst: true,
    theme: {
      spacing: { sectionVertical: 24 },
      colors: { primary: { main: '#1b5480' }, text: { primary: '#26323b', secondary: '#55636e' } },
      typography: {
        fontSize: '15px',
        fontFamily: sans,
        optimizeSpeed: false,
        headings: { fontFamily: sans, fontWeight: '600', lineHeight: '1.4em' },
        code: { fontFamily: mono, color: '#9b1c3a', wrap: true }
      },
      sidebar: { width: '280px', backgroundColor: '#f4f6f8' },
      rightPanel: { backgroundColor: '#1d2b36' },
      codeBlock: { backgroundColor: '#0b1116' },
      fab: { backgroundColor: '#173f5f', color: '#ffffff' }
    }
  },
  root
)

// Adds accessibility that the markup of Redoc lacks for keyboards and screen readers. Redoc builds and changes parts
// late, so this runs after each change.
function fixMarkup() {
  const menu = root.querySelector('.menu-content')
  if (!menu) return
  const content = root.querySelector('.api-content')
  Object.assign(menu, { role: 'navigation', ariaLabel: 'API' })
  Object.assign(content, { role: 'main', id: 'content', tabIndex: -1 })
  fixMenuButton(menu.nextElementSibling, menu)

  // Redoc makes each <li> a menu item that contains its own submenu. Its name differs from the visible text (WCAG
  // 2.5.3), and an operation takes two tab stops. Here the text becomes the menu item; clicks and keys still reach
  // the <li>.
  for (const row of menu.querySelectorAll('li[aria-expanded]')) {
    const item = row.querySelector(':scope > label > span:last-of-type')
    Object.assign(item, { role: 'menuitem', tabIndex: 0, ariaExpanded: row.querySelector('ul') && row.ariaExpanded })
    row.role = 'none'
    for (const name of ['aria-expanded', 'aria-label', 'tabindex']) row.removeAttribute(name)
  }

  // Content that scrolls sideways must be reachable by keyboard (WCAG 2.1.1), which not every browser ensures. Only
  // tables written in Markdown scroll, and only they have no class.
  for (const table of content.querySelectorAll('table:not([class])')) {
    if (table.scrollWidth > table.clientWidth) table.tabIndex = 0
    else table.removeAttribute('tabindex')
  }
}

// Redoc's button that opens the menu on a phone is a bare <div> (WCAG 2.1.1, 4.1.2).
function fixMenuButton(button, menu) {
  if (button.role) return
  const updateState = () => {
    button.ariaExpanded = String(getComputedStyle(menu).display !== 'none')
  }
  Object.assign(button, { role: 'button', ariaLabel: 'Menu', tabIndex: 0 })
  button.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' && event.key !== ' ') return
    event.preventDefault()
    button.click()
  })
  new MutationObserver(updateState).observe(menu, { attributeFilter: ['class'] })
  updateState()
}

new MutationObserver(fixMarkup).observe(root, { childList: true, subtree: true, attributeFilter: ['aria-expanded'] })
addEventListener('resize', fixMarkup)
