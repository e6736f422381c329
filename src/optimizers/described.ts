import type { Schedule } from './optimizer.ts';

/** The call that made a schedule: the function, and what it was given. */
export interface ScheduleCall {
  readonly name: string;
  readonly options: Readonly<Record<string, unknown>>;
}

const calls = new WeakMap<Schedule, ScheduleCall>();

/** The schedule, of which `callOf` then tells how it was made. */
export function described(name: string, options: ScheduleCall['options'], schedule: Schedule): Schedule {
  calls.set(schedule, { name, options });
  return schedule;
}

/** How a schedule of the package was made, for formats that hold no functions; undefined for any other. */
export function callOf(schedule: Schedule): ScheduleCall | undefined {
  return calls.get(schedule);
}
