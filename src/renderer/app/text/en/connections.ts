/** Words of the interface: connections. */

const count = new Intl.NumberFormat('en');

export const connections = {
  title: 'Connections',
  intro: 'A connection is one account at one provider, or one server.',
  introKept: 'Its key stays in the keychain of this computer.',
  add: 'Connect a provider',
  edit: (name: string) => `Edit ${name}`,
  delete: (name: string) => `Delete ${name}`,
  builtIn: 'Built in, no account and no network',
  providers: {
    demo: 'Demo',
    openai: 'OpenAI',
    'openai-compatible': 'OpenAI-compatible',
    bedrock: 'Amazon Bedrock',
  },
  confirmDelete: {
    title: (name: string) => `Delete “${name}”?`,
    body: 'Its key is removed from the keychain. Conversations stay; to go on with one, choose another model.',
    confirm: 'Delete',
    cancel: 'Cancel',
  },

  form: {
    newTitle: 'Connect a provider',
    editTitle: (name: string) => `Edit ${name}`,
    close: 'Close',
    cancel: 'Cancel',
    save: 'Save',
    saving: 'Saving…',
    test: 'Test connection',
    testing: 'Testing…',
    provider: 'Provider',
    name: 'Name',
    nameHint: 'How it is called in Switchyard.',
    more: 'More settings',
    baseUrl: 'Base URL',
    baseUrlHint: 'Most servers want it to end in /v1.',
    baseUrlPlaceholder: 'https://api.example.com/v1',
    completed: (url: string) => `Completed to ${url}`,
    gatewayUrl: 'Address of a gateway',
    gatewayUrlHint: 'Only where a company’s gateway stands in for api.openai.com.',
    organization: 'Organization id',
    project: 'Project id',
    optional: 'Optional.',
    region: 'Region',
    regionHint: 'Where your models are enabled.',
    signIn: 'Sign in with',
    signInKinds: {
      profile: 'AWS profile',
      'access-key': 'Access key',
      'api-key': 'Bedrock API key',
      'default-chain': 'Environment',
    },
    signInHints: {
      profile: 'From ~/.aws. Nothing is copied, and single sign-on works.',
      'access-key': 'A key pair of an IAM user, or temporary keys with their session token.',
      'api-key': 'Made in the Bedrock console.',
      'default-chain':
        'What the AWS SDK finds by itself: environment variables, the default profile or the machine’s role.',
    },
    profile: 'Profile',
    noProfiles: 'No profiles were found in ~/.aws. A name can be typed all the same.',
    endpoint: 'Endpoint',
    endpointHint: 'Only for a VPC endpoint or a gateway.',
  },

  secret: {
    apiKey: 'API key',
    accessKeyId: 'Access key id',
    secretAccessKey: 'Secret access key',
    sessionToken: 'Session token',
    sessionTokenHint: 'Only for temporary keys.',
    optionalKey: 'Leave empty for a server that wants none.',
    kept: {
      keychain: 'Goes to the keychain of this computer and is never shown again.',
      session: 'Is kept until Switchyard closes and never shown again.',
    },
    stored: (lastFour: string) => `••••${lastFour}`,
    replace: 'Replace',
    delete: 'Delete key',
  },

  headers: {
    title: 'Extra headers',
    hint: 'Sent with every request. Their values count as secrets.',
    name: (row: number) => `Header ${count.format(row)} name`,
    value: (row: number) => `Header ${count.format(row)} value`,
    namePlaceholder: 'X-Header',
    valuePlaceholder: 'Value',
    add: 'Add header',
    remove: (row: number) => `Remove header ${count.format(row)}`,
    replace: 'Replace headers',
  },

  insecure: {
    label: (host: string) => `Send keys and messages to ${host} unencrypted`,
    hint: 'Everybody on the way can read them. Only for a network that is yours.',
  },

  verdict: {
    works: (models: number) =>
      models === 1
        ? 'It works: one model is offered.'
        : `It works: ${count.format(models)} models are offered.`,
    none: 'It answers, but lists no models. Type a model’s id in the model picker.',
  },

  problems: {
    baseUrl: 'Enter the address of the server.',
    url: 'This is not a web address. It should look like https://api.example.com/v1.',
    region: 'A region looks like us-east-1.',
    profile: 'Enter the name of a profile.',
    awsKeys: 'An access key has two parts: enter both.',
    headerName: 'A header’s name has only letters, digits and hyphens.',
  },
};
