import { plainWords, words } from '../words.ts';
import type { Call } from './call.ts';
import { deed, type Rows } from './row.ts';

/** Databases and backups. */
export const databases: Rows = {
  rds: {
    ModifyDBSnapshotAttribute: sharedSnapshot('dBSnapshotIdentifier'),
    ModifyDBClusterSnapshotAttribute: sharedSnapshot('dBClusterSnapshotIdentifier'),
    ModifyDBInstance: ({ has, values }) => [
      has('publiclyAccessible', true)
        ? 'make database {dBInstanceIdentifier} publicly accessible'
        : undefined,
      values('masterUserPassword').length > 0
        ? 'change the master password of database {dBInstanceIdentifier}'
        : undefined,
      has('deletionProtection', false)
        ? 'turn off the deletion protection of database {dBInstanceIdentifier}'
        : undefined,
      'change database {dBInstanceIdentifier}',
      'change a database',
    ],
    ModifyDBCluster: ({ has, values }) => [
      values('masterUserPassword').length > 0
        ? 'change the master password of database cluster {dBClusterIdentifier}'
        : undefined,
      has('deletionProtection', false)
        ? 'turn off the deletion protection of database cluster {dBClusterIdentifier}'
        : undefined,
      'change database cluster {dBClusterIdentifier}',
      'change a database cluster',
    ],
    CreateDBInstance: ({ has }) => [
      has('publiclyAccessible', true)
        ? 'create publicly accessible database {dBInstanceIdentifier}'
        : undefined,
      'create database {dBInstanceIdentifier}',
      'create a database',
    ],
    DeleteDBInstance: ({ has }) => [
      has('skipFinalSnapshot', true)
        ? 'delete database {dBInstanceIdentifier} without a final snapshot'
        : undefined,
      'delete database {dBInstanceIdentifier}',
      'delete a database',
    ],
    DeleteDBCluster: ({ has }) => [
      has('skipFinalSnapshot', true)
        ? 'delete database cluster {dBClusterIdentifier} without a final snapshot'
        : undefined,
      'delete database cluster {dBClusterIdentifier}',
      'delete a database cluster',
    ],
    CreateDBSnapshot: [
      'create a snapshot of database {dBInstanceIdentifier}',
      'create a snapshot of a database',
    ],
    DeleteDBSnapshot: ['delete database snapshot {dBSnapshotIdentifier}', 'delete a database snapshot'],
    RestoreDBInstanceFromDBSnapshot: [
      'restore snapshot {dBSnapshotIdentifier} as database {dBInstanceIdentifier}',
      'restore a database from a snapshot',
    ],
    StartExportTask: [
      'export {sourceArn} to bucket {s3BucketName}',
      'export to bucket {s3BucketName}',
      'export a database',
    ],
  },
  dynamodb: {
    DeleteTable: ['delete table {tableName}', 'delete a table'],
    ExportTableToPointInTime: ['export table {tableArn} to bucket {s3Bucket}', 'export a table'],
  },
  backup: {
    DeleteBackupVault: ['delete backup vault {backupVaultName}', 'delete a backup vault'],
    DeleteRecoveryPoint: [
      'delete recovery point {recoveryPointArn} of backup vault {backupVaultName}',
      'delete a recovery point',
    ],
  },
};

function sharedSnapshot(id: string) {
  return (call: Call) => {
    const isSharing = call.has('attributeName', 'restore');
    const snapshot = words`database snapshot ${call.names(id)}`;
    return [
      isSharing && call.has('valuesToAdd', 'all') ? deed('share', words`${snapshot} with anyone`) : undefined,
      isSharing ? deed('share', words`${snapshot} with account ${call.names('valuesToAdd')}`) : undefined,
      isSharing && call.has('valuesToRemove', 'all')
        ? deed('stop', words`sharing ${snapshot} with the public`)
        : undefined,
      isSharing
        ? deed('stop', words`sharing ${snapshot} with account ${call.names('valuesToRemove')}`)
        : undefined,
      deed('change', snapshot),
      deed('change', plainWords('a database snapshot')),
    ];
  };
}
