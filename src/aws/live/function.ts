import {
  type EventSourceMappingConfiguration,
  GetFunctionConcurrencyCommand,
  GetFunctionConfigurationCommand,
  GetFunctionEventInvokeConfigCommand,
  GetPolicyCommand,
  type LambdaClient,
  ListEventSourceMappingsCommand,
} from '@aws-sdk/client-lambda';
import { TattletailError } from '../../errors.ts';
import { ifFound, withPermission } from './permission.ts';

export interface DeployedFunction {
  /** With the alias or version that was asked for, if one was. */
  readonly name: string;
  /** Without it. */
  readonly arn: string;
  /** Its ARNs as others may know it: without, and with the alias or version. */
  readonly targets: readonly string[];
  readonly roleArn: string;
  /** Undefined: it is a container. */
  readonly runtime: string | undefined;
  readonly handler: string | undefined;
  /** The ARN of its own dead-letter queue or topic. */
  readonly deadLetterArn: string | undefined;
  /** In seconds. */
  readonly timeout: number;
  /** In MB. */
  readonly memory: number;
  /** Why it cannot be invoked, if it cannot. */
  readonly problem: string | undefined;
  /** Values may be secrets. */
  readonly environment: Readonly<Record<string, string>>;
}

/** Undefined if there is none of this name or ARN. */
export const functionCalled = async (
  lambda: LambdaClient,
  name: string,
): Promise<DeployedFunction | undefined> => {
  const command = new GetFunctionConfigurationCommand({ FunctionName: name });
  const found = await ifFound('lambda:GetFunctionConfiguration', lambda.send(command));
  if (found === undefined) return undefined;
  const { FunctionName, FunctionArn, Role, Environment = {}, State, StateReason, LastUpdateStatus } = found;
  if (FunctionName === undefined || FunctionArn === undefined || Role === undefined)
    throw new TattletailError('the answer is not from Lambda');
  // Without kms:Decrypt on the key of the function, Lambda says so here (Lambda API Reference, "EnvironmentResponse").
  if (Environment.Error !== undefined)
    throw new TattletailError(
      `the environment variables of ${FunctionName} cannot be read: ${Environment.Error.Message}: enable the key of the function, and allow yourself kms:Decrypt on it`,
    );
  const [arn, qualifier] = [FunctionArn.split(':').slice(0, 7).join(':'), FunctionArn.split(':')[7]];
  return {
    name: qualifier === undefined ? FunctionName : `${FunctionName}:${qualifier}`,
    arn,
    targets: [...new Set([arn, FunctionArn])],
    roleArn: Role,
    runtime: found.Runtime,
    handler: found.Handler,
    deadLetterArn: found.DeadLetterConfig?.TargetArn || undefined,
    timeout: found.Timeout ?? 0,
    memory: found.MemorySize ?? 0,
    problem:
      State === 'Failed'
        ? `it has failed: ${StateReason}`
        : LastUpdateStatus === 'Failed'
          ? `its last update failed: ${found.LastUpdateStatusReason}`
          : undefined,
    environment: Environment.Variables ?? {},
  };
};

/** The policy that says who may invoke this ARN of a function, as JSON. An alias has its own. */
export const policyOfFunction = async (lambda: LambdaClient, arn: string): Promise<string | undefined> => {
  const command = new GetPolicyCommand({ FunctionName: arn });
  return (await ifFound('lambda:GetPolicy', lambda.send(command)))?.Policy;
};

export interface EventSource {
  /** Of the queue or stream. */
  readonly arn: string;
  readonly mappingId: string;
  readonly isEnabled: boolean;
  /** Whether it learns which messages of a batch failed. */
  readonly takesPartialFailures: boolean;
}

/** The queues and streams that Lambda reads for it. */
export const eventSourcesOf = async (lambda: LambdaClient, name: string): Promise<readonly EventSource[]> => {
  const mappings: EventSourceMappingConfiguration[] = [];
  let marker: string | undefined;
  do {
    const command = new ListEventSourceMappingsCommand({ FunctionName: name, Marker: marker });
    const page = await withPermission('lambda:ListEventSourceMappings', lambda.send(command));
    mappings.push(...(page.EventSourceMappings ?? []));
    marker = page.NextMarker;
  } while (marker !== undefined && marker !== '');
  return mappings.flatMap(({ EventSourceArn, UUID = '', State, FunctionResponseTypes = [] }) =>
    EventSourceArn === undefined
      ? []
      : {
          arn: EventSourceArn,
          mappingId: UUID,
          isEnabled: State !== 'Disabled' && State !== 'Disabling',
          takesPartialFailures: FunctionResponseTypes.includes('ReportBatchItemFailures'),
        },
  );
};

/** The ARN of what keeps events that failed for good. */
export const onFailureOf = async (lambda: LambdaClient, name: string): Promise<string | undefined> => {
  const command = new GetFunctionEventInvokeConfigCommand({ FunctionName: name });
  const config = await ifFound('lambda:GetFunctionEventInvokeConfig', lambda.send(command));
  return config?.DestinationConfig?.OnFailure?.Destination;
};

/** How many invocations of the whole function may run at a time. Undefined: as many as the account has left. */
export const concurrencyOf = async (lambda: LambdaClient, arn: string): Promise<number | undefined> => {
  const command = new GetFunctionConcurrencyCommand({ FunctionName: arn });
  const found = await withPermission('lambda:GetFunctionConcurrency', lambda.send(command));
  return found.ReservedConcurrentExecutions;
};
