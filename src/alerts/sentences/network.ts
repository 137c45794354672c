import { plainWords, type Words, words } from '../words.ts';
import type { Call } from './call.ts';
import { openingIn, portsIn, rangeWords } from './ports.ts';
import { deed, type Rows } from './row.ts';

/** Security groups, network ACLs and what else connects networks. */
export const network: Rows = {
  ec2: {
    CreateSecurityGroup: ['create security group {groupName}', 'create a security group'],
    DeleteSecurityGroup: [
      'delete security group {groupId}',
      'delete security group {groupName}',
      'delete a security group',
    ],
    AuthorizeSecurityGroupIngress: (call) => [
      deed('open', openedTo(call)),
      deed('add', words`rules to security group ${groupIn(call)}`),
      'add rules to a security group',
    ],
    AuthorizeSecurityGroupEgress: (call) => [
      deed('let', letOut(call)),
      deed('add', words`outbound rules to security group ${groupIn(call)}`),
      'add outbound rules to a security group',
    ],
    RevokeSecurityGroupIngress: (call) => [
      deed('close', openedTo(call)),
      deed('remove', words`rules from security group ${groupIn(call)}`),
      'remove rules from a security group',
    ],
    RevokeSecurityGroupEgress: (call) => [
      deed('remove', words`outbound rules from security group ${groupIn(call)}`),
      'remove outbound rules from a security group',
    ],
    // The record does not say whether the rule is one for inbound traffic.
    ModifySecurityGroupRules: (call) => {
      const opening = openingIn(call);
      return [
        deed(
          'change',
          words`a rule of security group ${groupIn(call)} to ${opening?.ports} for ${opening?.peers}`,
        ),
        deed('change', words`rules of security group ${groupIn(call)}`),
        'change rules of a security group',
      ];
    },
    CreateNetworkAclEntry: (call) => [
      deed('make', aclRule(call)),
      'add a rule to network ACL {networkAclId}',
      'add a rule to a network ACL',
    ],
    ReplaceNetworkAclEntry: (call) => [
      deed('make', aclRule(call)),
      'replace a rule of network ACL {networkAclId}',
      'replace a rule of a network ACL',
    ],
    DeleteNetworkAclEntry: [
      'delete rule {ruleNumber} of network ACL {networkAclId}',
      'delete a rule of a network ACL',
    ],
    DeleteNetworkAcl: ['delete network ACL {networkAclId}', 'delete a network ACL'],
    DeleteFlowLogs: [
      'delete flow log {DeleteFlowLogsRequest.FlowLogId.content}',
      'delete flow log {DeleteFlowLogsRequest.FlowLogId}',
      'delete flow logs',
    ],
    CreateVpcPeeringConnection: [
      'request a peering of {vpcId} with {peerVpcId} in account {peerOwnerId}',
      'request a peering of {vpcId} with {peerVpcId}',
      'request a peering of VPCs',
    ],
    AcceptVpcPeeringConnection: ['accept VPC peering {vpcPeeringConnectionId}', 'accept a VPC peering'],
    CreateInternetGateway: 'create an internet gateway',
    AttachInternetGateway: [
      'attach internet gateway {internetGatewayId} to {vpcId}',
      'attach an internet gateway to a VPC',
    ],
    CreateRoute: [
      'send traffic for {destinationCidrBlock} in {routeTableId} to {gatewayId}',
      'add a route to {routeTableId}',
      'add a route to a route table',
    ],
    CreateTrafficMirrorSession: [
      'start to mirror traffic of {CreateTrafficMirrorSessionRequest.NetworkInterfaceId}',
      'start to mirror traffic of {networkInterfaceId}',
      'start to mirror traffic',
    ],
    DeleteVpc: ['delete VPC {vpcId}', 'delete a VPC'],
  },
};

const groupIn = ({ names }: Call): Words | undefined =>
  names('groupId') ?? names('groupName') ?? names('ModifySecurityGroupRulesRequest.GroupId');

const openedTo = (call: Call): Words | undefined => {
  const opening = openingIn(call);
  return opening?.isAllTraffic
    ? words`${groupIn(call)} to all traffic from ${opening.peers}`
    : words`${opening?.ports} of ${groupIn(call)} to ${opening?.peers}`;
};

const letOut = (call: Call): Words | undefined => {
  const opening = openingIn(call);
  return words`${groupIn(call)} send to ${opening?.peers} (${opening?.ports})`;
};

const aclRule = (call: Call): Words | undefined => {
  const ports = portsIn(call.text('aclProtocol'), call.text('portRange.from'), call.text('portRange.to'));
  const range = rangeWords(call.text('cidrBlock') ?? call.text('ipv6CidrBlock'));
  const acl = call.names('networkAclId');
  const action = call.text('ruleAction');
  const isOut = call.has('egress', true);
  if (
    ports === undefined ||
    (action !== 'allow' && action !== 'deny') ||
    (!isOut && !call.has('egress', false))
  )
    return undefined;
  return words`network ACL ${acl} ${plainWords(`${action} ${ports} ${isOut ? 'to' : 'from'}`)} ${range}`;
};
