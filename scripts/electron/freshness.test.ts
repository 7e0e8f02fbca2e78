import { describe, expect, it } from 'vitest';
import { staleness } from './freshness.ts';

const times = {
  created: '2013-01-01T00:00:00Z',
  '42.9.0': '2026-06-01T00:00:00Z',
  '43.1.0': '2026-07-01T00:00:00Z',
  '45.0.0': '2026-10-01T00:00:00Z',
  '45.1.0': '2026-10-05T00:00:00Z',
  '45.1.1': '2026-11-20T00:00:00Z',
  '46.0.0-beta.1': '2026-11-21T00:00:00Z',
};
const now = Date.parse('2026-11-23T00:00:00Z');

describe('staleness', () => {
  it('lets the newest pass, and one that is a few days behind', () => {
    expect(staleness('45.1.1', times, now)).toBeNull();
    expect(staleness('45.1.0', times, now)).toBeNull();
    expect(staleness('43.1.0', times, now)).toBeNull();
  });

  it('names a release that has waited too long', () => {
    expect(staleness('45.0.0', times, now)).toContain('behind 45.1.0');
  });

  it('refuses a major that is out of support, a beta and what does not exist', () => {
    expect(staleness('42.9.0', times, now)).toContain('out of support');
    expect(staleness('46.0.0-beta.1', times, now)).toContain('not a release');
    expect(staleness('1.2', times, now)).toContain('not a release');
  });
});
