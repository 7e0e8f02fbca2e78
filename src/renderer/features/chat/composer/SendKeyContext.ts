import { createContext } from 'react';
import type { Settings } from '../../../../shared/settings.ts';

/** Which key sends, from the settings. */
export const SendKeyContext = createContext<Settings['sendKey']>('enter');
