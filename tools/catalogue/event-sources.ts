import type { ServiceModel } from './service-models.ts';

/**
 * The eventSources under which CloudTrail writes calls of a service, such as `iam.amazonaws.com`.
 * Nearly always it is the prefix of the service's endpoint. Where the signature has another name and no document
 * shows an event, both are given: an eventSource too many hides a typing error, one too few accuses a good rule.
 */
export const eventSourcesOf = ({ service, endpointPrefix, signingName }: ServiceModel): readonly string[] => {
  const names = documented[service] ?? [
    ...(endpointPrefix.includes('.') ? [] : [endpointPrefix]),
    ...(signingName === undefined ? [] : [signingName.toLowerCase()]),
  ];
  if (names.length === 0) throw new Error(`${service}: its endpoint ${endpointPrefix} names no eventSource`);
  return [...new Set(names)].map((name) => `${name}.amazonaws.com`);
};

/**
 * Where the endpoint's prefix is not the eventSource, or not the only one. Most come from the example events of each
 * service's guide ("Logging … API calls with AWS CloudTrail") and from the EventBridge Events Reference, which has a
 * page with the eventSource of each service.
 *
 * The trait `aws.api#service.cloudTrailEventSource` in AWS's Smithy models is no source: it is a guess made from the
 * SDK's name of a service (`configservice`, `sesv2`, `costexplorer`, `ec2instanceconnect`), and wrong for all of these.
 */
const documented: Readonly<Record<string, readonly string[]>> = {
  apigatewaymanagementapi: ['apigateway'],
  appconfigdata: ['appconfig'],
  appstream: ['appstream'],
  // The guide of Application Auto Scaling shows RegisterScalableTarget under EC2 Auto Scaling's name.
  'application-autoscaling': ['application-autoscaling', 'autoscaling'],
  'autoscaling-plans': ['autoscaling-plans', 'autoscaling'],
  'bedrock-agent': ['bedrock'],
  'bedrock-agent-runtime': ['bedrock'],
  'bedrock-data-automation': ['bedrock'],
  'bedrock-data-automation-runtime': ['bedrock'],
  'bedrock-runtime': ['bedrock'],
  'chime-sdk-identity': ['chime', 'chime-sdk-identity'],
  'chime-sdk-media-pipelines': ['chime', 'chime-sdk-media-pipelines'],
  'chime-sdk-meetings': ['chime', 'chime-sdk-meetings'],
  'chime-sdk-messaging': ['chime', 'chime-sdk-messaging'],
  'chime-sdk-voice': ['chime', 'chime-sdk-voice'],
  cloudhsmv2: ['cloudhsm'],
  cloudsearchdomain: ['cloudsearch'],
  // It signs as cloudwatch, which people also write for CloudWatch itself, whose eventSource is monitoring.
  cloudwatchomni: ['cloudwatch-omni'],
  'connect-contact-lens': ['connect'],
  connectparticipant: ['connect'],
  docdb: ['rds'],
  dynamodbstreams: ['dynamodb'],
  'iot-data': ['iotdata', 'iot'],
  'lex-models': ['lex'],
  'lex-runtime': ['lex'],
  'lexv2-models': ['lex'],
  'lexv2-runtime': ['lex'],
  mailmanager: ['ses'],
  'marketplace-agreement': ['agreement-marketplace', 'aws-marketplace'],
  memorydb: ['memorydb'],
  meteringmarketplace: ['metering-marketplace', 'aws-marketplace'],
  neptune: ['rds'],
  'pinpoint-email': ['ses'],
  s3control: ['s3'],
  'sagemaker-metrics': ['sagemaker', 'metrics-sagemaker'],
  'servicecatalog-appregistry': ['servicecatalog-appregistry'],
  ses: ['ses'],
  sesv2: ['ses'],
  // The access portal and its OIDC service; newer events of the latter have the name of its signature.
  sso: ['sso'],
  'sso-oidc': ['sso', 'sso-oauth'],
};
