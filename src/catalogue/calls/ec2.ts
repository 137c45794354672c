import { type Calls, each, items, request, text } from './call.ts';

const ports = each('number', 'fromPort toPort');

const securityGroupRules = request(
  {
    ...text('groupId groupName cidrIp ipProtocol sourceSecurityGroupName sourceSecurityGroupOwnerId'),
    ...ports,
    ipPermissions: items({
      ipProtocol: 'text',
      ...ports,
      groups: items(text('groupId groupName userId vpcId description')),
      ipRanges: items(text('cidrIp description')),
      ipv6Ranges: items(text('cidrIpv6 description')),
      prefixListIds: items(text('prefixListId description')),
    }),
    securityGroupRuleIds: 'any',
    tagSpecificationSet: 'any',
  },
  {
    requestId: 'text',
    _return: 'boolean',
    securityGroupRuleSet: items({
      ...text(
        'groupId groupOwnerId securityGroupRuleId ipProtocol cidrIpv4 cidrIpv6 description prefixListId',
      ),
      ...ports,
      isEgress: 'boolean',
    }),
  },
);

const instances = request(
  { instancesSet: items(text('instanceId')), ...each('boolean', 'force hibernate') },
  {
    requestId: 'text',
    instancesSet: items({
      instanceId: 'text',
      currentState: { code: 'number', name: 'text' },
      previousState: { code: 'number', name: 'text' },
    }),
  },
);

const accounts = { add: items(text('userId group')), remove: items(text('userId group')) };

const route = request(
  text(
    'routeTableId destinationCidrBlock destinationIpv6CidrBlock gatewayId natGatewayId instanceId networkInterfaceId vpcPeeringConnectionId transitGatewayId',
  ),
);

const networkAclEntry = request({
  ...text('networkAclId ruleAction cidrBlock ipv6CidrBlock aclProtocol'),
  ruleNumber: 'number',
  egress: 'boolean',
  portRange: each('number', 'from to'),
  icmpTypeCode: 'any',
});

/** Amazon EC2 User Guide, "Log Amazon EC2 and Amazon EBS API calls with CloudTrail"; names are those of the query API. */
export const ec2: Calls = {
  AuthorizeSecurityGroupIngress: securityGroupRules,
  AuthorizeSecurityGroupEgress: securityGroupRules,
  RevokeSecurityGroupIngress: securityGroupRules,
  RevokeSecurityGroupEgress: securityGroupRules,
  ModifySecurityGroupRules: request({
    ModifySecurityGroupRulesRequest: { GroupId: 'text', SecurityGroupRule: 'any' },
  }),
  CreateSecurityGroup: request(
    { ...text('groupName groupDescription vpcId'), tagSpecificationSet: 'any' },
    { ...text('requestId groupId'), _return: 'boolean', tagSet: 'any' },
  ),
  DeleteSecurityGroup: request(text('groupId groupName')),
  RunInstances: request(
    {
      ...text(
        'instanceType availabilityZone tenancy subnetId userData clientToken instanceInitiatedShutdownBehavior',
      ),
      ...each('boolean', 'disableApiTermination ebsOptimized'),
      ...each(
        'any',
        'blockDeviceMapping networkInterfaceSet tagSpecificationSet metadataOptions launchTemplate',
      ),
      instancesSet: items({ ...text('imageId keyName'), ...each('number', 'minCount maxCount') }),
      groupSet: items(text('groupId groupName')),
      iamInstanceProfile: text('name arn'),
      monitoring: { enabled: 'boolean' },
    },
    {
      ...text('requestId reservationId ownerId requesterId'),
      groupSet: 'any',
      instancesSet: items({
        ...text('instanceId imageId instanceType keyName privateIpAddress privateDnsName subnetId vpcId'),
        ...each(
          'any',
          'instanceState placement monitoring groupSet networkInterfaceSet tagSet iamInstanceProfile',
        ),
      }),
    },
  ),
  StartInstances: instances,
  StopInstances: instances,
  RebootInstances: instances,
  TerminateInstances: instances,
  ModifyInstanceAttribute: request({
    ...text('instanceId attribute value'),
    ...each('any', 'userData groupSet sourceDestCheck instanceType ebsOptimized blockDeviceMapping'),
    disableApiTermination: { value: 'boolean' },
  }),
  DescribeInstanceAttribute: request(text('instanceId attribute')),
  GetPasswordData: request(text('instanceId')),
  ModifySnapshotAttribute: request({
    ...text('snapshotId attributeType operationType'),
    createVolumePermission: accounts,
  }),
  ModifyImageAttribute: request({
    ...text('imageId attributeType operationType'),
    launchPermission: {
      add: items(text('userId group organizationArn organizationalUnitArn')),
      remove: items(text('userId group organizationArn organizationalUnitArn')),
    },
    ...each('any', 'description attribute value'),
  }),
  CreateSnapshot: request({ ...text('volumeId description'), tagSpecificationSet: 'any' }),
  DeleteSnapshot: request(text('snapshotId')),
  DeregisterImage: request(text('imageId')),
  CreateKeyPair: request({ ...text('keyName keyType keyFormat'), tagSpecificationSet: 'any' }),
  ImportKeyPair: request({ ...text('keyName publicKeyMaterial'), tagSpecificationSet: 'any' }),
  DeleteFlowLogs: request({ DeleteFlowLogsRequest: { FlowLogId: 'any' } }),
  CreateRoute: route,
  ReplaceRoute: route,
  CreateNetworkAclEntry: networkAclEntry,
  ReplaceNetworkAclEntry: networkAclEntry,
  AttachInternetGateway: request(text('internetGatewayId vpcId')),
};
