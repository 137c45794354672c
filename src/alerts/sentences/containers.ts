import { lets } from '../policy/in-words.ts';
import { words } from '../words.ts';
import { deed, type Rows } from './row.ts';

/** Images and clusters. */
export const containers: Rows = {
  ecr: {
    SetRepositoryPolicy: (call) => [
      deed(
        'put',
        words`a policy on repository ${call.names('repositoryName')} that ${lets(call.values('policyText')[0], call.account)}`,
      ),
      'put a policy on repository {repositoryName}',
      'put a policy on a repository',
    ],
    DeleteRepository: ['delete repository {repositoryName}', 'delete a repository'],
    PutImage: [
      'put image {imageTag} into repository {repositoryName}',
      'put an image into repository {repositoryName}',
      'put an image into a repository',
    ],
    BatchDeleteImage: ['delete images of repository {repositoryName}', 'delete images of a repository'],
  },
  ecs: {
    RegisterTaskDefinition: ['register task definition {family}', 'register a task definition'],
    RunTask: ['run task {taskDefinition} in cluster {cluster}', 'run task {taskDefinition}', 'run a task'],
    ExecuteCommand: [
      'run a command in task {task} of cluster {cluster}',
      'run a command in task {task}',
      'run a command in a task',
    ],
    DeleteCluster: ['delete cluster {cluster}', 'delete a cluster'],
  },
  eks: {
    CreateAccessEntry: ['give {principalArn} access to cluster {name}', 'give access to a cluster'],
    AssociateAccessPolicy: [
      'give {principalArn} policy {policyArn} in cluster {name}',
      'give a policy in a cluster',
    ],
    DeleteCluster: ['delete cluster {name}', 'delete a cluster'],
  },
};
