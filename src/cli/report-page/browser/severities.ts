import type { Row } from '../data.ts';

export type Severity = Row['severity'];

/** The most severe first. What has none counts as medium. */
export const severities: readonly Severity[] = ['critical', 'high', 'medium', '', 'low', 'info'];

export const severityName = (severity: Severity): string => (severity === '' ? 'not set' : severity);

export const severityClass = (severity: Severity): string => (severity === '' ? 'none' : severity);
