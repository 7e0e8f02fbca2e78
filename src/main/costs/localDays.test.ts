import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { daysOfMonth, monthOf, systemOffset, type LocalOffset } from './localDays.ts';

const hour = 3_600_000;

/** The offset of a named time zone, from the platform's own tables. */
function zone(timeZone: string): LocalOffset {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  return (at) => {
    const parts = new Map(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
    const part = (name: Intl.DateTimeFormatPartTypes): number => parts.get(name) ?? 0;
    const date = [part('year'), part('month') - 1, part('day')] as const;
    const local = Date.UTC(...date, part('hour'), part('minute'), part('second'));
    return local - Math.floor(at / 1000) * 1000;
  };
}

function hoursOf({ from, to }: { readonly from: number; readonly to: number }): number {
  return (to - from) / hour;
}

describe('daysOfMonth', () => {
  it('ends with today and begins with the first', () => {
    const days = daysOfMonth(Date.UTC(2026, 10, 23, 12), () => 0);
    expect(days).toHaveLength(23);
    expect(days[0]).toEqual({
      day: '2026-11-01',
      from: Date.UTC(2026, 10, 1),
      to: Date.UTC(2026, 10, 2),
    });
    expect(days.at(-1)?.day).toBe('2026-11-23');
  });

  it('takes the date from the local clock', () => {
    const lateEvening = Date.UTC(2026, 10, 30, 23, 30);
    expect(daysOfMonth(lateEvening, () => hour).map(({ day }) => day)).toEqual(['2026-12-01']);
  });

  it.each([
    ['a day with an hour less', 'Europe/Berlin', '2026-03-29', 23],
    ['a day with an hour more', 'Europe/Berlin', '2026-10-25', 25],
    ['a day without a midnight', 'Africa/Cairo', '2026-04-24', 23],
    ['a day that sees midnight twice', 'America/Havana', '2026-11-01', 25],
    ['a day after such a change', 'Europe/Berlin', '2026-03-30', 24],
  ])('knows %s', (_, timeZone, day, hours) => {
    const days = daysOfMonth(Date.parse(`${day.slice(0, 7)}-28T12:00:00Z`) + 48 * hour, zone(timeZone));
    const found = days.find((one) => one.day === day);
    expect(found && hoursOf(found)).toBe(hours);
  });

  it('leaves out a day that a time zone has skipped', () => {
    const days = daysOfMonth(Date.UTC(2011, 11, 31, 6), zone('Pacific/Apia')).map(({ day }) => day);
    expect(days.slice(-2)).toEqual(['2011-12-29', '2011-12-31']);
  });
});

const zones = [
  'UTC',
  'Europe/Berlin',
  'America/Havana',
  'Asia/Kolkata',
  'Africa/Cairo',
  'Australia/Lord_Howe',
];

describe('all days', () => {
  test.prop([
    fc.constantFrom(...zones.map(zone)),
    fc.integer({ min: Date.UTC(2020, 0, 1), max: Date.UTC(2030, 0, 1) }),
  ])('follow one upon the other, hold their own hours, and reach from the month to now', (offset, now) => {
    const days = daysOfMonth(now, offset);
    const month = monthOf(now, offset);
    expect(days[0]?.from).toBe(month.from);
    expect(days.at(-1)?.from).toBeLessThanOrEqual(now);
    expect(days.at(-1)?.to).toBeGreaterThan(now);
    expect(month.to).toBeGreaterThan(now);
    days.forEach(({ from, to }, index) => {
      expect(to).toBe(days[index + 1]?.from ?? to);
      expect(hoursOf({ from, to })).toBeGreaterThanOrEqual(23);
      expect(hoursOf({ from, to })).toBeLessThanOrEqual(25);
    });
  });

  test.prop([fc.integer({ min: 0, max: Date.UTC(2030, 0, 1) })])('agree with the platform', (now) => {
    const { from } = monthOf(now, systemOffset);
    const here = new Date(now);
    expect(from).toBe(new Date(here.getFullYear(), here.getMonth(), 1).getTime());
  });
});
