/** What is wrong with a version of Node; undefined when nothing is. An older one stops somewhere inside, and does not say why. */
export const problemOfNode = (version: string): string | undefined =>
  version.localeCompare('22.18', 'en', { numeric: true }) < 0
    ? `error: tattletail needs Node 22.18 or newer, and this is Node ${version}\n`
    : undefined;
