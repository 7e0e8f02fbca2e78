/** Words of the interface: settings. */
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
  about: {
    version: (version: string) => `Version ${version}`,
    tagline: 'A desktop chat client for language models from several clouds.',
    privacyTitle: 'Privacy',
    privacy: [
      'What you write goes to the providers whose models you ask, and nowhere else. There is no account, no telemetry and no server of ours.',
      'Keys lie in the keychain of your system. They are never shown again, never logged, and only ever sent to the address they were entered for.',
      'Chats lie in a database on this computer, encrypted with a key from the same keychain.',
    ],
    licenceTitle: 'Licence',
    licence:
      'Switchyard’s own source is under the MIT licence. The packaged app contains an encrypted database driver under AGPL-3.0, so the app as a whole is distributed under AGPL-3.0. The licences of all parts come with it.',
  },
};
