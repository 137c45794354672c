/** What is wrong with a version of Node; undefined when nothing is. An older one stops somewhere inside, and does not say why. */
export const problemOfNode = (version: string): string | undefined => {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > 22 || (major === 22 && minor >= 18)
    ? undefined
    : `tattletail needs Node 22.18 or newer, and this is Node ${version}\n`;
};
