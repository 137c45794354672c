import { isJsonArray, isJsonObject, type JsonValue } from '../../../src/json.ts';
import { callsIn } from './read.ts';

/** What a template refers to by name. */
export interface References {
  /** Parameters, resources and pseudo parameters, by `Ref` or `${Name}`. */
  readonly names: readonly string[];
  /** `Resource.Attribute`, by `Fn::GetAtt` or `${Resource.Attribute}`. */
  readonly attributes: readonly string[];
}

export const referencesIn = (template: JsonValue): References => {
  const calls = callsIn(template);
  const argumentsOf = (name: string) =>
    calls.filter((call) => call.name === name).map(({ argument }) => argument);
  const substituted = argumentsOf('Fn::Sub').flatMap(namesInPattern);
  const isAttribute = (name: string) => name.includes('.') && !name.startsWith('AWS::');
  return {
    names: [...argumentsOf('Ref').map(String), ...substituted.filter((name) => !isAttribute(name))],
    attributes: [
      ...argumentsOf('Fn::GetAtt').map((argument) => (isJsonArray(argument) ? argument.join('.') : '')),
      ...substituted.filter(isAttribute),
    ],
  };
};

/** Every name in `${…}`, except for the variables that the call brings itself. */
const namesInPattern = (argument: JsonValue): readonly string[] => {
  const [pattern, own] = isJsonArray(argument) ? argument : [argument, {}];
  const names = [...String(pattern).matchAll(/\$\{([^}]+)\}/g)].map(([, name = '']) => name);
  return names.filter((name) => !(isJsonObject(own) && name in own));
};
