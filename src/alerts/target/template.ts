/** Finds the value at the first of these paths that has one. */
type ValueAt = (paths: readonly string[]) => string | undefined;

/**
 * Fills in the first of several templates for which there are all values: `instance {instanceId} | image {imageId}`.
 * In braces are paths of which the first with a value counts; what is in brackets is left out if its value is missing:
 * `security group {groupId,groupName}[ in {vpcId}]`.
 */
export const filled = (templates: string, valueAt: ValueAt): string | undefined =>
  templates
    .split(' | ')
    .map((template) => filledIn(template, valueAt))
    .find((text) => text !== undefined);

const filledIn = (template: string, valueAt: ValueAt): string | undefined => {
  const texts = [...template.matchAll(part)].map(({ 0: text, groups: { optional, paths } = {} }) => {
    if (optional !== undefined) return filledIn(optional, valueAt) ?? '';
    return paths === undefined ? text : valueAt(paths.split(','));
  });
  return texts.includes(undefined) ? undefined : texts.join('');
};

const part = /\[(?<optional>[^\]]*)\]|\{(?<paths>[^}]*)\}|[^[{]+/g;
