/** A technique of MITRE ATT&CK. Of a sub-technique, the name is its own. */
export interface Technique {
  readonly id: string;
  readonly name: string;
}

/** The version of ATT&CK that has these techniques, for tools that show them. */
export const attackVersion = '16';

/**
 * What of the Cloud matrix (IaaS) CloudTrail can show, in the order of its tactics: https://attack.mitre.org/matrices/enterprise/cloud/iaas.
 * What happens inside an instance, or on the network, leaves no record.
 */
const written = `
T1078 Valid Accounts
T1078.004 Cloud Accounts
T1190 Exploit Public-Facing Application
T1199 Trusted Relationship
T1651 Cloud Administration Command
T1059 Command and Scripting Interpreter
T1059.009 Cloud API
T1648 Serverless Execution
T1204.003 Malicious Image
T1098 Account Manipulation
T1098.001 Additional Cloud Credentials
T1098.003 Additional Cloud Roles
T1098.004 SSH Authorized Keys
T1136 Create Account
T1136.003 Cloud Account
T1546 Event Triggered Execution
T1525 Implant Internal Image
T1556 Modify Authentication Process
T1556.006 Multi-Factor Authentication
T1556.007 Hybrid Identity
T1548.005 Temporary Elevated Cloud Access
T1484 Domain or Tenant Policy Modification
T1484.002 Trust Modification
T1562 Impair Defenses
T1562.001 Disable or Modify Tools
T1562.007 Disable or Modify Cloud Firewall
T1562.008 Disable or Modify Cloud Logs
T1578 Modify Cloud Compute Infrastructure
T1578.001 Create Snapshot
T1578.002 Create Cloud Instance
T1578.003 Delete Cloud Instance
T1578.004 Revert Cloud Instance
T1578.005 Modify Cloud Compute Configurations
T1666 Modify Cloud Resource Hierarchy
T1535 Unused/Unsupported Cloud Regions
T1070 Indicator Removal
T1550 Use Alternate Authentication Material
T1550.001 Application Access Token
T1110 Brute Force
T1110.003 Password Spraying
T1110.004 Credential Stuffing
T1552 Unsecured Credentials
T1552.001 Credentials In Files
T1552.005 Cloud Instance Metadata API
T1555 Credentials from Password Stores
T1555.006 Cloud Secrets Management Stores
T1606.002 SAML Tokens
T1621 Multi-Factor Authentication Request Generation
T1040 Network Sniffing
T1087.004 Cloud Account
T1069.003 Cloud Groups
T1201 Password Policy Discovery
T1580 Cloud Infrastructure Discovery
T1538 Cloud Service Dashboard
T1526 Cloud Service Discovery
T1619 Cloud Storage Object Discovery
T1654 Log Enumeration
T1021.004 SSH
T1021.007 Cloud Services
T1021.008 Direct Cloud VM Connections
T1530 Data from Cloud Storage
T1213.006 Databases
T1074.002 Remote Data Staging
T1537 Transfer Data to Cloud Account
T1567 Exfiltration Over Web Service
T1531 Account Access Removal
T1485 Data Destruction
T1485.001 Lifecycle-Triggered Deletion
T1486 Data Encrypted for Impact
T1490 Inhibit System Recovery
T1496 Resource Hijacking
T1496.001 Compute Hijacking
T1496.003 SMS Pumping
T1496.004 Cloud Service Hijacking
T1657 Financial Theft`;

export const cloudTechniques: readonly Technique[] = written
  .trim()
  .split('\n')
  .map((line) => {
    const [, id = '', name = ''] = /^(\S+) (.+)$/.exec(line) ?? [];
    return { id, name };
  });
