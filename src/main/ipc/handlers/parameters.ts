import type { ParameterHeaders } from '../../connections/ParameterHeaders.ts';
import type { HandlersOf } from '../IpcHandlers.ts';

export function parameterHandlers(headers: ParameterHeaders): HandlersOf<'parameters'> {
  return {
    'parameters.setHeaders': async ({ owner, headers: values }) => {
      await headers.set(owner, values);
      return {};
    },
  };
}
