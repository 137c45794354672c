/** Whether the time zone of this process, in which jq's local times are, is UTC. */
export const isUtc = (): boolean => Intl.DateTimeFormat().resolvedOptions().timeZone === 'UTC';
