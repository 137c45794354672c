import { loadAwsServiceSpec } from '@aws-cdk/aws-service-spec';
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../../src/json.ts';

type Specification = Awaited<ReturnType<typeof loadAwsServiceSpec>>;
type ResourceType = ReturnType<typeof resourceType>;
type Properties = ResourceType['properties'];
type PropertyType = Properties[string]['type'];

/** CloudFormation's types of resources, as AWS specifies them. */
export interface ResourceTypes {
  /** What CloudFormation would refuse of properties without functions, each with its path. */
  readonly problemsIn: (type: string, properties: JsonObject) => readonly string[];
  /** What `Fn::GetAtt` knows of a type. */
  readonly attributesOf: (type: string) => readonly string[];
  /** The properties or attributes of which `Ref` gives the value. */
  readonly referenceOf: (type: string) => readonly string[];
}

/** Takes a second: it inflates the specification of every service. Its functions throw for types that AWS does not have. */
export const readResourceTypes = async (): Promise<ResourceTypes> => {
  const specification = await loadAwsServiceSpec();
  return {
    problemsIn: (type, properties) =>
      problemsInObject(specification, resourceType(specification, type).properties, properties, type),
    attributesOf: (type) => Object.keys(resourceType(specification, type).attributes),
    referenceOf: (type) => {
      const { cfnRefIdentifier, primaryIdentifier = [] } = resourceType(specification, type);
      return cfnRefIdentifier ?? primaryIdentifier;
    },
  };
};

const resourceType = (specification: Specification, type: string) =>
  specification.lookup('resource', 'cloudFormationType', 'equals', type).only();

const problemsInObject = (
  specification: Specification,
  properties: Properties,
  value: JsonValue,
  path: string,
): readonly string[] => {
  if (!isJsonObject(value)) return [`${path}: expected an object, got ${JSON.stringify(value)}`];
  const missing = Object.entries(properties).filter(([name, { required }]) => required && !(name in value));
  return [
    ...missing.map(([name]) => `${path}.${name}: required`),
    ...Object.entries(value).flatMap(([name, item]) => {
      const property = properties[name];
      return property === undefined
        ? [`${path}.${name}: no such property`]
        : problemsInValue(specification, property.type, item, `${path}.${name}`);
    }),
  ];
};

const problemsInValue = (
  specification: Specification,
  type: PropertyType,
  value: JsonValue,
  path: string,
): readonly string[] => {
  const wrong = [`${path}: expected ${type.type}, got ${JSON.stringify(value)}`];
  switch (type.type) {
    case 'ref': {
      const { properties } = specification.get('typeDefinition', type.reference);
      return problemsInObject(specification, properties, value, path);
    }
    case 'array':
      return isJsonArray(value)
        ? value.flatMap((item, index) =>
            problemsInValue(specification, type.element, item, `${path}.${index}`),
          )
        : wrong;
    case 'map':
      return isJsonObject(value)
        ? Object.entries(value).flatMap(([name, item]) =>
            problemsInValue(specification, type.element, item, `${path}.${name}`),
          )
        : wrong;
    case 'union': {
      const problems = type.types.map((one) => problemsInValue(specification, one, value, path));
      return problems.some(({ length }) => length === 0) ? [] : problems.flat();
    }
    case 'json':
      return isJsonObject(value) ? [] : wrong;
    default:
      return isScalar(type, value) ? [] : wrong;
  }
};

/** CloudFormation makes texts of numbers and truth values, and the reverse. */
const isScalar = (type: PropertyType, value: JsonValue): boolean => {
  const text = ['string', 'number', 'boolean'].includes(typeof value) ? String(value) : undefined;
  if (text === undefined) return false;
  switch (type.type) {
    case 'string':
      return type.allowedValues?.includes(text) ?? true;
    case 'integer':
      return /^-?\d+$/.test(text) && (type.allowedValues?.includes(Number(text)) ?? true);
    case 'number':
      return text.trim() !== '' && Number.isFinite(Number(text));
    case 'boolean':
      return text === 'true' || text === 'false';
    default:
      return false;
  }
};
