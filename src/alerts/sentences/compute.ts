import { plainWords, type Words, words } from '../words.ts';
import type { Call } from './call.ts';
import { deed, type Row, type Rows } from './row.ts';

/** Instances, images and snapshots, and commands that run on instances. */
export const compute: Rows = {
  ec2: {
    RunInstances: [
      'launch instance {responseElements.instancesSet.items.instanceId} ({instanceType})',
      'launch instance {responseElements.instancesSet.items.instanceId}',
      'launch instances of type {instanceType}',
      'launch instances',
    ],
    StartInstances: ['start instance {instancesSet.items.instanceId}', 'start instances'],
    StopInstances: ['stop instance {instancesSet.items.instanceId}', 'stop instances'],
    TerminateInstances: ['terminate instance {instancesSet.items.instanceId}', 'terminate instances'],
    ModifyInstanceAttribute: (call) => [
      call.values('userData').length > 0 || call.has('attribute', 'userData')
        ? 'change the user data of instance {instanceId}'
        : undefined,
      call.has('disableApiTermination.value', false)
        ? 'turn off the termination protection of instance {instanceId}'
        : undefined,
      call.values('groupSet').length > 0 ? 'change the security groups of instance {instanceId}' : undefined,
      'change instance {instanceId}',
      'change an instance',
    ],
    DescribeInstanceAttribute: ({ has }) => [
      has('attribute', 'userData') ? 'read the user data of instance {instanceId}' : undefined,
      'read an attribute of instance {instanceId}',
      'read an attribute of an instance',
    ],
    ModifyInstanceMetadataOptions: ({ has }) => [
      has('ModifyInstanceMetadataOptionsRequest.HttpTokens', 'optional')
        ? 'make instance {ModifyInstanceMetadataOptionsRequest.InstanceId} accept IMDSv1'
        : undefined,
      'change the metadata options of instance {ModifyInstanceMetadataOptionsRequest.InstanceId}',
      'change the metadata options of an instance',
    ],
    GetPasswordData: [
      'get the administrator password of instance {instanceId}',
      'get the administrator password of an instance',
    ],
    AssociateIamInstanceProfile: [
      'give instance {AssociateIamInstanceProfileRequest.InstanceId} instance profile {AssociateIamInstanceProfileRequest.IamInstanceProfile.Name}',
      'give instance {AssociateIamInstanceProfileRequest.InstanceId} instance profile {AssociateIamInstanceProfileRequest.IamInstanceProfile.Arn}',
      'give an instance an instance profile',
    ],
    ReplaceIamInstanceProfileAssociation: [
      'replace an instance profile by {ReplaceIamInstanceProfileAssociationRequest.IamInstanceProfile.Name}',
      'replace an instance profile by {ReplaceIamInstanceProfileAssociationRequest.IamInstanceProfile.Arn}',
      'replace the instance profile of an instance',
    ],
    CreateKeyPair: ['create key pair {keyName}', 'create a key pair'],
    ImportKeyPair: ['import key pair {keyName}', 'import a key pair'],
    EnableSerialConsoleAccess: 'enable the serial console for all instances',
    DisableEbsEncryptionByDefault: 'turn off the encryption of new EBS volumes',
    CreateSnapshot: ['create a snapshot of volume {volumeId}', 'create a snapshot'],
    CopySnapshot: [
      'copy snapshot {CopySnapshotRequest.SourceSnapshotId}',
      'copy snapshot {sourceSnapshotId}',
      'copy a snapshot',
    ],
    DeleteSnapshot: ['delete snapshot {snapshotId}', 'delete a snapshot'],
    DeleteVolume: ['delete volume {volumeId}', 'delete a volume'],
    DeregisterImage: ['deregister image {imageId}', 'deregister an image'],
    ModifySnapshotAttribute: shared('snapshot', 'snapshotId', 'createVolumePermission'),
    ModifyImageAttribute: shared('image', 'imageId', 'launchPermission'),
    DisableSnapshotBlockPublicAccess: 'turn off the public access block of snapshots',
    DisableImageBlockPublicAccess: 'turn off the public access block of images',
    CreateInstanceExportTask: ['export instance {instanceId}', 'export an instance'],
  },
  'ec2-instance-connect': {
    SendSSHPublicKey: [
      'send an SSH key for {instanceOSUser} to instance {instanceId}',
      'send an SSH key to instance {instanceId}',
      'send an SSH key to an instance',
    ],
    SendSerialConsoleSSHPublicKey: [
      'send an SSH key to the serial console of instance {instanceId}',
      'send an SSH key to the serial console of an instance',
    ],
  },
  ssm: {
    SendCommand: [
      'run document {documentName} on instance {instanceIds}',
      'run document {documentName} on instances',
      'run a command on instances',
    ],
    StartSession: [
      'start a session on {target} with document {documentName}',
      'start a session on {target}',
      'start a session on an instance',
    ],
    ResumeSession: ['start session {sessionId} again', 'start a session again'],
    CreateDocument: ['create document {name} of Systems Manager', 'create a document of Systems Manager'],
    ModifyDocumentPermission: ({ has }) => [
      has('accountIdsToAdd', 'all') ? 'share document {name} with anyone' : undefined,
      has('accountIdsToAdd', 'All') ? 'share document {name} with anyone' : undefined,
      'share document {name} with account {accountIdsToAdd}',
      'change who may use document {name}',
      'change who may use a document',
    ],
    CreateAssociation: ['associate document {name} with instances', 'associate a document with instances'],
  },
};

/** As CloudTrail wrote it in both forms of the API: `createVolumePermission.add.items`, or `groupNames` and `userIds`. */
function shared(kind: string, id: string, permission: string): Row {
  return (call) => {
    const thing = words`${plainWords(kind)} ${call.names(id)}`;
    const added = partners(call, `${permission}.add.items`, call.has('operationType', 'add'));
    const removed = partners(call, `${permission}.remove.items`, call.has('operationType', 'remove'));
    return [
      deed('share', words`${thing} with ${added}`),
      deed('stop', words`sharing ${thing} with ${removed}`),
      deed('change', thing),
      deed('change', plainWords(kind === 'image' ? 'an image' : `a ${kind}`)),
    ];
  };
}

const partners = (call: Call, path: string, isOldForm: boolean): Words | undefined => {
  if (call.has(`${path}.group`, 'all') || (isOldForm && call.has('groupNames', 'all')))
    return plainWords(path.endsWith('.remove.items') ? 'the public' : 'anyone');
  const organization = call.names(`${path}.organizationArn`) ?? call.names(`${path}.organizationalUnitArn`);
  const accounts = call.names(`${path}.userId`) ?? (isOldForm ? call.names('userIds') : undefined);
  const isOne = call.texts(`${path}.userId`).length <= 1 && call.texts('userIds').length <= 1;
  return (
    words`${plainWords(isOne ? 'account' : 'accounts')} ${accounts}` ?? words`organization ${organization}`
  );
};
