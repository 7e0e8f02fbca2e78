/**
 * An Electron app that opens no window: it imports what it is told, once, says how many milliseconds that took, and ends.
 * In JavaScript, because the main process of an old runtime does not read TypeScript.
 */
import { app } from 'electron';

const modules = JSON.parse(process.env['BENCH_IMPORTS'] ?? '[]');
app.disableHardwareAcceleration();

async function measure() {
  await app.whenReady();
  const startedAt = performance.now();
  await Promise.all(modules.map((name) => import(name)));
  return performance.now() - startedAt;
}

// Not awaited at the top: Electron does not become ready before this module has run to its end.
void measure().then(
  (took) => process.stdout.write(`\nimported in ${took}\n`, () => app.exit(0)),
  (caught) => process.stdout.write(`\n${caught}\n`, () => app.exit(1)),
);
