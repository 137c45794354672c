import type { Rows } from './row.ts';

/** Services that are in no other file. */
export const others: Rows = {
  cloudformation: {
    CreateStack: ['create stack {stackName}', 'create a stack'],
    DeleteStack: ['delete stack {stackName}', 'delete a stack'],
  },
  bedrock: {
    DeleteModelInvocationLoggingConfiguration: 'turn off the logging of model invocations in Bedrock',
    PutModelInvocationLoggingConfiguration: 'change the logging of model invocations in Bedrock',
    InvokeModel: ['invoke model {modelId}', 'invoke a model in Bedrock'],
    InvokeModelWithResponseStream: ['invoke model {modelId}', 'invoke a model in Bedrock'],
    Converse: ['invoke model {modelId}', 'invoke a model in Bedrock'],
    PutFoundationModelEntitlement: [
      'ask for access to model {modelId}',
      'ask for access to a model in Bedrock',
    ],
    CreateFoundationModelAgreement: [
      'accept the agreement for model {modelId}',
      'accept an agreement for a model in Bedrock',
    ],
    DeleteGuardrail: ['delete guardrail {guardrailIdentifier} of Bedrock', 'delete a guardrail of Bedrock'],
  },
};
