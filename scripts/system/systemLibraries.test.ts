import { describe, expect, it } from 'vitest';
import { missingInLddOutput } from './systemLibraries.ts';

describe('missingInLddOutput', () => {
  it('names what the loader could not find, and nothing else', () => {
    const output = [
      '\tlinux-vdso.so.1 (0x00007ffd0e5f2000)',
      '\tlibgtk-3.so.0 => not found',
      '\tlibc.so.6 => /lib/x86_64-linux-gnu/libc.so.6 (0x00007f0a0e000000)',
      '\tlibnss3.so => not found',
    ].join('\n');
    expect(missingInLddOutput(output)).toEqual(['libgtk-3.so.0', 'libnss3.so']);
  });

  it('finds nothing in a static program', () => {
    expect(missingInLddOutput('\tnot a dynamic executable\n')).toEqual([]);
  });
});
