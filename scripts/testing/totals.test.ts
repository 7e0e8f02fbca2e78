import { describe, expect, it } from 'vitest';
import { addTotals, formatTotals, readPlaywrightTotals, readVitestTotals } from './totals.ts';

const vitestReport = {
  success: true,
  numPassedTests: 3,
  numFailedTests: 0,
  numPendingTests: 1,
  numTodoTests: 1,
  testResults: [{ status: 'passed', assertionResults: [{}, {}, {}] }],
};

describe('readVitestTotals', () => {
  it('counts pending and todo tests as skipped', () => {
    expect(readVitestTotals(vitestReport)).toEqual({ passed: 3, failed: 0, skipped: 2 });
  });

  it('counts a file that could not be loaded as a failure', () => {
    const report = {
      ...vitestReport,
      success: false,
      testResults: [{ status: 'failed', assertionResults: [] }],
    };
    expect(readVitestTotals(report).failed).toBe(1);
  });

  it('counts an unsuccessful run as a failure even when every test passed', () => {
    expect(readVitestTotals({ ...vitestReport, success: false }).failed).toBe(1);
  });

  it('refuses what is not a report', () => {
    expect(() => readVitestTotals({})).toThrow();
  });
});

describe('readPlaywrightTotals', () => {
  it('counts flaky tests as passed and errors outside tests as failed', () => {
    const report = { stats: { expected: 5, unexpected: 1, flaky: 2, skipped: 3 }, errors: [{}] };
    expect(readPlaywrightTotals(report)).toEqual({ passed: 7, failed: 2, skipped: 3 });
  });
});

describe('formatTotals', () => {
  it('leaves out skipped tests when there are none', () => {
    expect(formatTotals({ passed: 12, failed: 0, skipped: 0 })).toBe('12 passed, 0 failed');
  });

  it('adds up and names skipped tests', () => {
    const sum = addTotals({ passed: 1, failed: 2, skipped: 0 }, { passed: 10, failed: 0, skipped: 4 });
    expect(formatTotals(sum)).toBe('11 passed, 2 failed, 4 skipped');
  });
});
