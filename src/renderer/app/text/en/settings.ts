/** Words of the interface: settings. */
import type { Total } from '../../../../shared/money.ts';
import { formatCompact, formatCost, plural } from './numbers.ts';

const replies = (count: number) => plural(count, 'reply', 'replies');

/** A sum, with what it lacks; a sum of nothing but unknown prices is no sum. */
function sum({ usd, replies: all, unknown }: Total): string {
  return unknown > 0 && unknown === all ? 'Unknown' : formatCost(usd);
}

const dayNames = new Intl.DateTimeFormat('en', {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  timeZone: 'UTC',
});

export const settings = {
  title: 'Settings',
  sections: {
    general: 'General',
    connections: 'Connections',
    network: 'Network',
    budgets: 'Budgets',
    usage: 'Usage',
    about: 'About',
  },
  theme: {
    label: 'Theme',
    system: 'As the system',
    light: 'Light',
    dark: 'Dark',
  },
  sendKey: {
    label: 'Send with',
    enter: 'Enter',
    modEnter: (mod: string) => `${mod}+Enter`,
    hintEnter: 'Shift+Enter begins a new line.',
    hintModEnter: 'Enter begins a new line.',
  },
  textSize: {
    label: 'Text size',
    percent: (value: number) => `${String(value)} %`,
    smaller: 'Smaller text',
    larger: 'Larger text',
    reset: 'Normal size',
  },

  network: {
    intro: 'How Switchyard reaches servers. Changes apply to every connection from the next message on.',
    proxy: 'Proxy',
    proxyKinds: { system: 'As the system', none: 'None', manual: 'Manual', pac: 'PAC script' },
    proxyHints: {
      system: 'Whatever the settings of the operating system say.',
      none: 'Servers are always reached directly.',
      manual: 'Everything goes through this one; servers on this computer are reached directly.',
      pac: 'A script that says for each address which proxy to use.',
    },
    url: 'Address of the proxy',
    urlHint: 'Such as http://proxy.example.com:8080; https:// and socks5:// work as well.',
    bypass: 'Reached directly',
    bypassHint: 'One per line: example.com, .example.com for all names below it, or an address.',
    pacUrl: 'Address of the script',
    account: 'If the proxy asks for a password',
    accountHint: 'Kept in the keychain of this computer and only ever sent to the proxy.',
    accountHintSession: 'Kept until Switchyard closes and only ever sent to the proxy.',
    user: 'User name',
    password: 'Password',
    savePassword: 'Save password',
    forgetPassword: 'Forget',
    saved: 'The password is saved.',
    forgotten: 'The password is forgotten.',
    trust: 'Certificates',
    systemTrust: 'Trust what the operating system trusts',
    systemTrustHint: 'Needed where a company has installed its own authority on this computer.',
    authority: 'Additional authority',
    authorityHint: 'A PEM file, where a company’s network inspects traffic.',
    noAuthority: 'None',
    chooseAuthority: 'Choose a file…',
    replaceAuthority: 'Choose another…',
    removeAuthority: 'Remove',
    problems: {
      url: 'This is not the address of a proxy. It should look like http://proxy.example.com:8080.',
      account: 'Enter the user name and the password below, not in the address.',
      pacUrl: 'This is not the address of a script. It should look like http://proxy.example.com/proxy.pac.',
      bypass: 'At most 200 names of up to 255 characters, without http://.',
    },
  },

  budgets: {
    intro:
      'Limits in US dollars. The first only warns before you send; the second keeps the message from being sent. Replies whose price is unknown do not count.',
    scope: 'For',
    soft: 'Warn from',
    hard: 'Stop at',
    softOf: (scope: string) => `Warn from, ${scope}`,
    hardOf: (scope: string) => `Stop at, ${scope}`,
    conversation: 'Each conversation',
    month: 'All together, per month',
    connection: (name: string) => `${name}, per month`,
    none: 'No limit',
    currency: '$',
    problems: {
      amount: 'Enter an amount such as 5 or 12.50, or nothing.',
      order: 'The warning must be below the limit that stops.',
    },
  },

  usage: {
    today: 'Today',
    month: 'This month',
    days: 'By day',
    connections: 'By connection, this month',
    sum,
    replies,
    unknown: (count: number) => `${replies(count)} with unknown price`,
    tokens: ({ inputTokens, cachedTokens, outputTokens }: Total) =>
      `${formatCompact(inputTokens)} tokens in${cachedTokens === 0 ? '' : ` (${formatCompact(cachedTokens)} from cache)`}, ${formatCompact(outputTokens)} out`,
    /** A day written as 2026-11-23. */
    day: (day: string) => {
      const time = Date.parse(`${day}T00:00:00Z`);
      return Number.isNaN(time) ? day : dayNames.format(time);
    },
    loading: 'Adding up usage…',
    empty: 'Nothing yet',
    emptyText: 'What replies have used and cost shows here, by day and by connection.',
    estimated: 'Each reply is counted at the price of its day. Your provider’s bill is what counts.',
    again: 'Try again',
  },

  about: {
    version: (version: string) => `Version ${version}`,
    tagline: 'A desktop chat client for language models from several clouds.',
    privacyTitle: 'Privacy',
    privacy:
      'What you write goes to the providers whose models you ask, and nowhere else. There is no account, no telemetry and no server of ours.',
    /** Where keys and chats lie: kept, or for this session only. */
    kept: {
      keychain: [
        'Keys lie in the keychain of your system. They are never shown again, never logged, and only ever sent to the address they were entered for.',
        'Chats lie in a database on this computer, encrypted with a key from the same keychain.',
      ],
      session: [
        'Keys are held in memory. They are never shown again, never logged, and only ever sent to the address they were entered for.',
      ],
    },
    licenceTitle: 'Licence',
    licence:
      'Switchyard’s own source is under the MIT licence. The packaged app contains an encrypted database driver under AGPL-3.0, so the app as a whole is distributed under AGPL-3.0. The licences of all parts come with it.',
  },
};
