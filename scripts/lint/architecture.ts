/**
 * Who may import whom: the tables behind the rules `layers` and `confined-imports`, and nothing else. A new folder is covered
 * the moment it exists (`*` stands for one part of a path), and a file of `src` that no row covers is an error, so nothing
 * escapes by being new. ARCHITECTURE.md says the same in words.
 */

/**
 * One row: the files it is about, what they may import besides each other, and what to do instead. A pattern that ends in `/`
 * is a folder, `!` takes away again. The first row that covers a file counts.
 */
export interface Layer {
  readonly name: string;
  readonly files: string;
  readonly mayImport: readonly string[];
  /** May be imported with `import type` on top of `mayImport`. */
  readonly mayImportTypes?: readonly string[];
  /** Packages it may use; without it, all but `excludedPackages`. Names ending in `*` are prefixes. */
  readonly onlyPackages?: readonly string[];
  readonly excludedPackages?: readonly string[];
  readonly remedy: string;
}

/** The files through which one core folder of main may know another: interfaces and the values that belong to them. */
const ports: readonly string[] = [
  'src/main/attachments/AttachmentStore.ts',
  'src/main/catalogue/ModelCatalogue.ts',
  'src/main/chat/ports.ts',
  'src/main/costs/CostKeeper.ts',
  'src/main/files/',
  'src/main/history/History.ts',
  'src/main/history/HistoryClient.ts',
  'src/main/history/HistoryOperations.ts',
  'src/main/inspection/WireTrace.ts',
  'src/main/logging/Logger.ts',
  'src/main/models/MemoryModelNotes.ts',
  'src/main/models/ModelNotes.ts',
  'src/main/network/Network.ts',
  'src/main/network/currentTrace.ts',
  'src/main/network/directNetwork.ts',
  'src/main/preflight/problemError.ts',
  'src/main/preflight/wireLimits.ts',
  'src/main/providers/ChatProvider.ts',
  'src/main/providers/aws/AwsSignIn.ts',
  'src/main/secrets/SecretStore.ts',
  'src/main/secrets/secretValues.ts',
  'src/main/signIn/SharedTasks.ts',
  'src/main/tokens/TokenCounter.ts',
  'src/main/tokens/tokenRatio.ts',
];

/** Wires and sign-ins that several adapters share. */
const sharedWires: readonly string[] = [
  'src/main/providers/aws/',
  'src/main/providers/chatCompletions/',
  'src/main/providers/openai/',
];

/** Services that other core folders may name as a type, and get from start.ts. */
const services: readonly string[] = [
  'src/main/connections/ConnectionService.ts',
  'src/main/conversations/ConversationService.ts',
  'src/main/preflight/preflight.ts',
];

/** Logic of the electron layer that is kept apart so that it can be tested without Electron. */
const electronLogic: readonly string[] = [
  'src/main/pageSecurity/',
  'src/main/windowState/',
  'src/main/links/',
];

const browserCode: readonly string[] = [
  'react',
  'react/*',
  'react-dom',
  'react-dom/*',
  'zustand',
  'zustand/*',
  '@base-ui/*',
];
const nodeCode: readonly string[] = ['node:*'];

export const layers: readonly Layer[] = [
  {
    name: 'shared',
    files: 'src/shared/',
    mayImport: [],
    onlyPackages: ['zod', 'uuid'],
    remedy:
      'Shared code is pure: move the code to where the import is allowed, or take the value as a parameter.',
  },
  {
    name: 'preload',
    files: 'src/preload/',
    mayImport: ['src/shared/ipc/'],
    onlyPackages: ['electron'],
    remedy: 'The preload knows the names of routes and nothing else: do the work in main or in the renderer.',
  },
  {
    name: 'the entry of main',
    files: 'src/main/index.ts',
    mayImport: [
      'src/main/start.ts',
      'src/main/electron/',
      'src/main/logging/',
      'src/main/providers/scrubEnvironment.ts',
      'src/shared/',
    ],
    excludedPackages: browserCode,
    remedy: 'index.ts only puts the start in order: build services in start.ts.',
  },
  {
    name: 'the composition root of main',
    files: 'src/main/start.ts',
    mayImport: ['src/main/', '!src/main/index.ts', 'src/shared/'],
    excludedPackages: browserCode,
    remedy: 'start.ts may use all of main and shared, and nothing of the renderer.',
  },
  ...['src/main/openServices.ts', 'src/main/composeChat.ts'].map((files): Layer => ({
    name: 'the second half of the composition root of main',
    files,
    mayImport: [
      'src/main/',
      '!src/main/index.ts',
      '!src/main/start.ts',
      '!src/main/electron/',
      'src/shared/',
    ],
    excludedPackages: browserCode,
    remedy: 'What needs no Electron is built here; the rest is built in start.ts.',
  })),
  {
    name: 'main/electron',
    files: 'src/main/electron/',
    mayImport: ['src/main/ipc/', 'src/main/logging/', ...electronLogic, 'src/shared/'],
    mayImportTypes: ['src/main/', '!src/main/index.ts', '!src/main/start.ts'],
    excludedPackages: browserCode,
    remedy: 'Use `import type`, and let start.ts hand the object over.',
  },
  {
    name: 'main/ipc',
    files: 'src/main/ipc/',
    mayImport: ['src/main/*/', '!src/main/electron/', '!src/main/providers/*/', 'src/shared/'],
    mayImportTypes: ['src/main/providers/*/'],
    excludedPackages: browserCode,
    remedy: 'A handler parses, calls a service and answers. What needs Electron comes in as an interface.',
  },
  ...sharedWires.map((files): Layer => ({
    name: 'a wire or a sign-in that several adapters share',
    files,
    mayImport: [
      'src/main/providers/*',
      '!src/main/providers/createProviders.ts',
      'src/main/providers/openai/',
      ...ports,
      'src/shared/',
    ],
    excludedPackages: browserCode,
    remedy: 'A shared wire knows none of the adapters that speak it: take what differs as an option.',
  })),
  {
    name: 'a provider adapter',
    files: 'src/main/providers/*/',
    mayImport: [
      'src/main/providers/*',
      '!src/main/providers/createProviders.ts',
      ...sharedWires,
      ...ports,
      'src/shared/',
    ],
    excludedPackages: browserCode,
    remedy:
      'An adapter never knows its siblings: move what both need to a shared wire or to a file directly in src/main/providers/.',
  },
  {
    name: 'the catalogue of models',
    files: 'src/main/catalogue/',
    mayImport: [...ports, 'src/shared/', 'resources/models.json'],
    excludedPackages: browserCode,
    remedy: 'The catalogue asks no server and knows no adapter: hand it what it needs.',
  },
  {
    name: 'a core folder of main',
    files: 'src/main/*/',
    mayImport: [...ports, 'src/shared/'],
    mayImportTypes: services,
    excludedPackages: browserCode,
    remedy:
      'Take the other part through its port (the list `ports` in scripts/lint/architecture.ts) and let start.ts hand it over.',
  },
  {
    name: 'renderer/ui',
    files: 'src/renderer/ui/',
    mayImport: ['src/shared/'],
    excludedPackages: nodeCode,
    remedy: 'Primitives know nothing of this app: pass text and actions as props.',
  },
  {
    name: 'renderer/app',
    files: 'src/renderer/app/',
    mayImport: ['src/renderer/ui/', 'src/shared/'],
    excludedPackages: nodeCode,
    remedy:
      'The shell does not know the features: let the composition root (src/renderer/*) put them together.',
  },
  {
    name: 'renderer/rendering',
    files: 'src/renderer/rendering/',
    mayImport: ['src/renderer/ui/', 'src/renderer/app/text/', 'src/shared/'],
    excludedPackages: nodeCode,
    remedy: 'Rendering draws what it is given: pass actions as props.',
  },
  {
    name: 'a renderer feature',
    files: 'src/renderer/features/*/',
    mayImport: ['src/renderer/app/', 'src/renderer/ui/', 'src/renderer/rendering/', 'src/shared/'],
    excludedPackages: nodeCode,
    remedy:
      'A feature never knows its siblings: move what both need to renderer/app, or go through a command.',
  },
  {
    name: 'the types of the bridge',
    files: 'src/renderer/bridge.d.ts',
    mayImport: ['src/shared/'],
    onlyPackages: [],
    remedy: 'It only declares window.bridge.',
  },
  {
    name: 'the composition root of the renderer',
    files: 'src/renderer/*.tsx',
    mayImport: ['src/renderer/', 'src/shared/'],
    excludedPackages: nodeCode,
    remedy: 'The renderer has no Node: ask main through the client.',
  },
];

/** A module that only some files may use. `forTypes` may name it with `import type` only. */
export interface Confinement {
  readonly modules: readonly string[];
  /** Of the module's exports only these are confined; without it, the module is. */
  readonly names?: readonly string[];
  readonly to: readonly string[];
  readonly forTypes?: readonly string[];
  readonly remedy: string;
}

export const confinements: readonly Confinement[] = [
  {
    modules: ['electron', 'electron/*'],
    to: [
      'src/main/electron/',
      'src/main/index.ts',
      'src/preload/',
      'scripts/electron/defaultApp.ts',
      'e2e/waitForPlaywright.cjs',
      'bench/floor/',
    ],
    forTypes: ['e2e/', 'bench/'],
    remedy:
      'Put what needs Electron in src/main/electron/ and pass an interface, so that the rest runs in plain Node.',
  },
  {
    modules: ['electron', 'electron/*'],
    names: ['ipcMain', '*'],
    to: ['src/main/electron/IpcTransport.ts', 'bench/floor/', 'e2e/waitForPlaywright.cjs'],
    remedy: 'Every call of the page goes through IpcTransport and IpcRouter: add a route and a handler.',
  },
  {
    modules: ['electron', 'electron/*'],
    names: ['ipcRenderer', 'contextBridge', '*'],
    to: ['src/preload/', 'src/main/electron/IpcTransport.ts', 'bench/floor/', 'e2e/waitForPlaywright.cjs'],
    remedy: 'The bridge has two functions, both in the preload: add a route instead.',
  },
  {
    modules: ['openai', 'openai/*'],
    to: ['src/main/providers/openai/', 'src/main/providers/chatCompletions/', 'bench/'],
    remedy: 'A vendor SDK stays in its folder: go through a shared wire.',
  },
  {
    modules: ['@aws-sdk/*', '@smithy/*'],
    to: [
      'src/main/providers/aws/',
      'src/main/providers/bedrock/',
      'src/main/providers/sagemaker/',
      'e2e/providers/',
      'bench/',
    ],
    remedy: 'A vendor SDK stays in its adapter folder.',
  },
  {
    modules: ['@pydantic/genai-prices'],
    to: ['src/main/catalogue/'],
    remedy: 'Ask the ModelCatalogue for a price.',
  },
  {
    modules: ['gpt-tokenizer', 'gpt-tokenizer/*'],
    to: ['src/main/tokens/'],
    remedy: 'Take a TokenCounter: counting is done in a worker.',
  },
  {
    modules: ['google-auth-library'],
    to: ['src/main/providers/vertex/'],
    remedy: 'A vendor SDK stays in its adapter folder.',
  },
  {
    modules: ['keytar'],
    to: ['src/main/secrets/KeytarSecretStore.ts'],
    remedy: 'Take a SecretStore.',
  },
  {
    modules: ['@signalapp/sqlcipher'],
    to: ['src/main/history/SqlcipherDriver.ts'],
    remedy: 'Take the SqliteDriver: its licence is why this driver is named in one file only (docs/adr).',
  },
  {
    modules: ['wasm-vips', 'unpdf', 'read-excel-file', 'read-excel-file/*', 'saxes', 'fflate'],
    to: ['src/main/attachments/'],
    remedy: 'Files that nobody vouches for are opened in the worker of src/main/attachments (docs/adr/0013).',
  },
  {
    modules: ['diff'],
    to: ['src/renderer/features/chat/compare/'],
    remedy: 'Go through compareTexts.ts, which loads it on demand and bounds what it may take.',
  },
  {
    modules: ['@electron-toolkit/*'],
    to: [],
    remedy: 'It hands the raw ipcRenderer to the page. The bridge of src/preload is all there is.',
  },
  {
    modules: ['node:child_process', 'child_process'],
    names: ['exec', 'execSync', '*'],
    to: [],
    remedy:
      'A shell reads what it is given: use spawn or execFile with an array of arguments, imported by name.',
  },
  {
    modules: ['node:vm', 'vm'],
    to: [],
    remedy: 'Text is never run as code here.',
  },
];
