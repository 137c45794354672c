import type { Rows } from './row.ts';

/** Names of hosts. */
export const domains: Rows = {
  route53: {
    ChangeResourceRecordSets: [
      'change DNS record {changeBatch.changes.resourceRecordSet.name} in hosted zone {hostedZoneId}',
      'change DNS records in hosted zone {hostedZoneId}',
      'change DNS records',
    ],
    CreateHostedZone: ['create hosted zone {name}', 'create a hosted zone'],
    DeleteHostedZone: ['delete hosted zone {id}', 'delete a hosted zone'],
  },
  route53domains: {
    TransferDomainToAnotherAwsAccount: [
      'transfer domain {domainName} to account {accountId}',
      'transfer domain {domainName} to another account',
      'transfer a domain to another account',
    ],
    DisableDomainTransferLock: [
      'turn off the transfer lock of domain {domainName}',
      'turn off the transfer lock of a domain',
    ],
    UpdateDomainNameservers: [
      'change the name servers of domain {domainName}',
      'change the name servers of a domain',
    ],
  },
  route53resolver: {
    DeleteResolverQueryLogConfig: [
      'delete resolver query logging {resolverQueryLogConfigId}',
      'delete resolver query logging',
    ],
  },
};
