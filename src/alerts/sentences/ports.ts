import { isJsonObject, type JsonObject, type JsonValue, nonEmptyString } from '../../json.ts';
import { listed, plainWords, type Words, words } from '../words.ts';
import type { Call } from './call.ts';

/** `port 22`, `ports 20–25 (UDP)`, `all traffic`; undefined unless it is certain. */
export const portsIn = (
  protocol: JsonValue | undefined,
  from: JsonValue | undefined,
  to: JsonValue | undefined,
): string | undefined => {
  const name = protocols.get(String(protocol).toLowerCase());
  if (name === 'all') return allTraffic;
  if (name === 'ICMP') return 'ICMP';
  // Of protocols without a name, a rule is for all traffic (EC2 API Reference, "IpPermission").
  if (name === undefined && /^\d{1,3}$/.test(String(protocol))) return `protocol ${protocol}`;
  const [first, last] = [portOf(from), portOf(to)];
  if (name === undefined || first === undefined || last === undefined || first > last) return undefined;
  const suffix = name === 'TCP' ? '' : ` (${name})`;
  if (first === 0 && last === 65_535) return `all ports${suffix}`;
  return first === last ? `port ${first}${suffix}` : `ports ${first}–${last}${suffix}`;
};

const allTraffic = 'all traffic';

/** Names and numbers of protocols (EC2 API Reference, "IpPermission"; VPC User Guide, "Network ACL rules"). */
const protocols: ReadonlyMap<string, 'TCP' | 'UDP' | 'ICMP' | 'all'> = new Map([
  ['-1', 'all'],
  ['tcp', 'TCP'],
  ['6', 'TCP'],
  ['udp', 'UDP'],
  ['17', 'UDP'],
  ['icmp', 'ICMP'],
  ['1', 'ICMP'],
  ['icmpv6', 'ICMP'],
  ['58', 'ICMP'],
]);

const portOf = (value: JsonValue | undefined): number | undefined => {
  const port = typeof value === 'string' && /^\d{1,5}$/.test(value) ? Number(value) : value;
  return typeof port === 'number' && Number.isInteger(port) && port >= 0 && port <= 65_535 ? port : undefined;
};

/** What the rules of a security group in a call are about: which ports, and for whom. */
export interface Opening {
  readonly ports: Words;
  readonly peers: Words;
  readonly isAllTraffic: boolean;
}

/**
 * Rules are under `ipPermissions`, or, of calls in the first form of the API, in the parameters themselves; those of
 * ModifySecurityGroupRules have names in capitals. If some are open to the world, only these are said.
 */
export const openingIn = (call: Call): Opening | undefined => {
  const rules = rulesIn(call);
  const known = rules.flatMap((rule) => ruleOf(rule, call.account) ?? []);
  // One that is not known may be the open one.
  if (known.length === 0 || known.length < rules.length) return undefined;
  const open = known.filter(({ isWorld }) => isWorld);
  const shown = open.length > 0 ? open : known;
  const all = [...new Set(shown.map((rule) => rule.ports))];
  const isAllTraffic = all.includes(allTraffic);
  const ports = isAllTraffic ? plainWords(allTraffic) : listed(all.map(plainWords));
  const peers = open.length > 0 ? plainWords('the world') : peersOf(shown);
  return ports === undefined || peers === undefined ? undefined : { ports, peers, isAllTraffic };
};

/** Undefined unless all rules are for the same ones. */
const peersOf = (rules: readonly Rule[]): Words | undefined => {
  const [peers, ...others] = new Set(rules.map((rule) => JSON.stringify(rule.peers)));
  return peers === undefined || others.length > 0
    ? undefined
    : listed((rules[0]?.peers ?? []).map(peerWords));
};

const peerWords = ({ name, owner }: Peer): string | Words => words`${name} of account ${owner}` ?? name;

const rulesIn = ({ values }: Call): readonly JsonObject[] => {
  const items = [
    ...values('ipPermissions.items'),
    ...values('ModifySecurityGroupRulesRequest.SecurityGroupRule.SecurityGroupRule'),
  ].filter(isJsonObject);
  if (items.length > 0) return items;
  const [cidrIp] = values('cidrIp');
  if (cidrIp === undefined) return [];
  const [ipProtocol = null] = values('ipProtocol');
  const [fromPort = null] = values('fromPort');
  const [toPort = null] = values('toPort');
  return [{ ipProtocol, fromPort, toPort, cidrIp }];
};

interface Rule {
  readonly ports: string;
  readonly isWorld: boolean;
  readonly peers: readonly Peer[];
}

interface Peer {
  readonly name: string;
  /** Of a security group, its account. */
  readonly owner?: string | undefined;
}

const ruleOf = (rule: JsonObject, account: string | undefined): Rule | undefined => {
  const ports = portsIn(
    rule.ipProtocol ?? rule.IpProtocol,
    rule.fromPort ?? rule.FromPort,
    rule.toPort ?? rule.ToPort,
  );
  const peers = [
    ...[rule.cidrIp, rule.CidrIpv4, rule.CidrIpv6],
    ...itemsIn(rule.ipRanges, 'cidrIp'),
    ...itemsIn(rule.ipv6Ranges, 'cidrIpv6'),
    ...itemsIn(rule.prefixListIds, 'prefixListId'),
    rule.ReferencedGroupId,
    rule.PrefixListId,
  ].flatMap((peer) => nonEmptyString(peer) ?? []);
  const all = [...peers.map((name) => ({ name })), ...groupsIn(rule, account)];
  if (ports === undefined || all.length === 0) return undefined;
  return { ports, isWorld: peers.some(isWorld), peers: all };
};

const groupsIn = ({ groups }: JsonObject, account: string | undefined): readonly Peer[] => {
  const owners = itemsIn(groups, 'userId').map(nonEmptyString);
  return itemsIn(groups, 'groupId').flatMap((group, at) => {
    const name = nonEmptyString(group);
    return name === undefined ? [] : [{ name, owner: owners[at] === account ? undefined : owners[at] }];
  });
};

/** EC2 takes `1.2.3.4/0` for `0.0.0.0/0`, and the record has what was asked for (EC2 API Reference, "IpRange"). */
const isWorld = (range: string): boolean => /^[\da-f.:]+\/0+$/i.test(range);

const itemsIn = (list: JsonValue | undefined, name: string): readonly (JsonValue | undefined)[] => {
  const items = isJsonObject(list) ? list.items : undefined;
  return Array.isArray(items) ? items.map((item) => (isJsonObject(item) ? item[name] : undefined)) : [];
};

/** A range of addresses. */
export const rangeWords = (cidr: string | undefined): Words | undefined =>
  cidr !== undefined && isWorld(cidr) ? plainWords('the world') : words`${cidr}`;
