// The information for the applicant (art. 13 and 14 GDPR), in our own words. A portal shows it with the receipt.
import type { Text } from '../../http/errors.ts'
import { DAYS_IN_STATE } from './periods.ts'

const { received, confirmed, refused, taken_over } = DAYS_IN_STATE

export const information: Text = {
  pl: [
    'Administratorem danych jest Fundacja Konwent Klubów i Centrów Integracji Społecznej, która prowadzi ' +
      'Obserwatorium Centrów Usług Społecznych i ten rejestr; kontakt: ul. Frezerów 3, 20-209 Lublin, ' +
      'obserwatorium@fundacjakiscis.pl.',
    'Dane ze zgłoszenia służą wyłącznie do jego rozpatrzenia i do odpowiedzi. Podstawą jest prawnie uzasadniony ' +
      'interes administratora: załatwianie spraw, z którymi zwracają się organizacje i osoby (art. 6 ust. 1 lit. f ' +
      'RODO). Jeśli zgłoszenie jest żądaniem na podstawie RODO, podstawą jest obowiązek prawny (art. 6 ust. 1 lit. c).',
    'Dane pochodzą ze zgłoszenia, przesłanego przez portal. Jeśli zgłoszenie wymienia inną osobę, na przykład ' +
      'podpisującą deklarację, jej imię i nazwisko oraz stanowisko podał zgłaszający. Podanie danych jest dobrowolne, ' +
      'lecz bez nich zgłoszenia nie można rozpatrzyć.',
    'Dane widzą tylko pracownicy Obserwatorium i podmioty, które na jego zlecenie utrzymują rejestr. Portal, który ' +
      'przesłał zgłoszenie, poznaje jego stan. Dane nie są przekazywane poza Europejski Obszar Gospodarczy.',
    `Zgłoszenie wygasa, jeśli nie zostanie potwierdzone w ciągu ${received} dni albo rozpatrzone w ciągu ` +
      `${confirmed} dni od potwierdzenia. Zgłoszenia wygasłe i załatwione odmownie są usuwane po ${refused} dniach, ` +
      `a przejęte do prowadzenia po ${taken_over} dniach. To, co na ich podstawie wpisano do rejestru, zostaje w nim ` +
      'na zasadach rejestru.',
    'Osoba, której dane dotyczą, ma prawo dostępu do danych, ich sprostowania, usunięcia i ograniczenia ' +
      'przetwarzania, prawo wniesienia sprzeciwu z przyczyn związanych z jej szczególną sytuacją oraz prawo skargi do ' +
      'Prezesa Urzędu Ochrony Danych Osobowych. Decyzje nie są podejmowane w sposób zautomatyzowany i nie ma ' +
      'profilowania.'
  ].join('\n\n'),
  en: [
    'The controller is Fundacja Konwent Klubów i Centrów Integracji Społecznej, the foundation that runs the ' +
      'Observatory of Social Service Centres and this registry; contact: ul. Frezerów 3, 20-209 Lublin, Poland, ' +
      'obserwatorium@fundacjakiscis.pl.',
    'The data of the application serves only to decide on it and to answer. The legal basis is the legitimate ' +
      'interest of the controller in handling the matters that organisations and people bring to it (art. 6 (1) (f) ' +
      'GDPR). For a request under the GDPR, it is a legal obligation (art. 6 (1) (c)).',
    'The data comes from the application, which a portal has sent. If the application names another person, such as ' +
      'the signatory of a declaration, the applicant has stated the name and post of that person. Stating the data is ' +
      'voluntary, but without it the application cannot be decided.',
    'Only the staff of the Observatory, and processors that run the registry on its behalf, see the data. The portal ' +
      'that sent the application learns its state. The data is not transferred outside the European Economic Area.',
    `An application lapses if it is not confirmed within ${received} days, or not decided within ${confirmed} days ` +
      `after its confirmation. Lapsed and refused applications are deleted after ${refused} days, and those taken over ` +
      `after ${taken_over} days. What was entered into the registry because of them stays there under its own rules.`,
    'The data subject has the right of access to the data, to rectification, erasure and restriction of processing, ' +
      'to object on grounds relating to their particular situation, and to lodge a complaint with the President of ' +
      'the Personal Data Protection Office (UODO). There are no automated decisions and no profiling.'
  ].join('\n\n')
}
