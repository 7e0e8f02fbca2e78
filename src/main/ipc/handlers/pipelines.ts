import type { PipelineService } from '../../pipelines/PipelineService.ts';
import type { HandlersOf } from '../IpcHandlers.ts';

export function pipelineHandlers(pipelines: PipelineService): HandlersOf<'pipelines'> {
  return {
    'pipelines.estimate': (input) => pipelines.estimate(input),
    'pipelines.start': (input) => pipelines.start(input),
    'pipelines.stop': (input) => pipelines.stop(input),
    'pipelines.resume': (input) => pipelines.resume(input),
    'pipelines.retry': (input) => pipelines.retry(input),
    'pipelines.skip': (input) => pipelines.skip(input),
    'pipelines.editOutput': (input) => pipelines.editOutput(input),
    'pipelines.runs': (input) => pipelines.runs(input),
  };
}
