/**
 * P6: from the launch to a composer that can be typed into, against an empty Electron window with one React page. Both start
 * on a profile that has been started on before, one after the other in turn, so that a slow moment of the machine hits both.
 */
import { join } from 'node:path';
import { projectRoot } from '../../scripts/projectPaths.ts';
import { startApp } from '../electronApp.ts';
import { buildFloor } from '../floor/buildFloor.ts';
import { atMost, explained, type BenchContext, type Figure, type Question } from '../Question.ts';
import { median } from '../statistics.ts';

const missReason =
  'Profile of a quiet start of 800 ms, against 500 ms of the floor: the page is asked for 100 ms later, since the modules of ' +
  'main, the keychain and the history begin before it on the same thread and cores. The first file waits another 50 ms, in ' +
  'which Electron loads the fetch classes of Node that its protocol handlers are made of. The page then runs 100 ms longer, ' +
  'and draws twice before it can be used: the window, and the conversation when that is read. The keychain and the history ' +
  'are open by the time the page asks for anything.';

async function startOnce(context: BenchContext, appFolder: string, profile: string): Promise<number> {
  const app = await startApp(context, { appFolder, profile });
  await app.close();
  return app.usableAfter;
}

async function answer(context: BenchContext): Promise<readonly Figure[]> {
  const floorFolder = await buildFloor(join(context.folder, 'floor'));
  const startProduct = () => startOnce(context, projectRoot, join(context.folder, 'product-profile'));
  const startFloor = () => startOnce(context, floorFolder, join(context.folder, 'floor-profile'));
  const firstEver = await startProduct();
  await startFloor();
  const product: number[] = [];
  const floor: number[] = [];
  for (let round = 0; round < context.rounds; round += 1) {
    product.push(await startProduct());
    floor.push(await startFloor());
  }
  context.note(
    `The very first start, which makes the history and its key, took ${Math.round(firstEver)} ms.`,
  );
  const name = 'launch to usable composer, median';
  const figure = atMost({ name, unit: 'ms', value: median(product), floor: median(floor) }, 1.15);
  return explained(context, [figure], missReason);
}

export const coldStartQuestion: Question = { id: 'P6', title: 'Cold start', answer };
