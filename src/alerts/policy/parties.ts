import { listed, plainWords, type Words, words } from '../words.ts';
import { limitOf } from './condition.ts';
import type { Statement } from './document.ts';

/** Whom a statement of a resource's policy is about. */
export interface Parties {
  readonly words: Words;
  /** The lower, the more people should hear of it: 0 is anyone, and what is in the account itself comes last. */
  readonly rank: number;
  /** Whether conditions keep some of them out, or in. */
  readonly isConditional: boolean;
}

/** Undefined where one of them is not known, or none is named (IAM User Guide, "AWS JSON policy elements: Principal"). */
export const partiesOf = (statement: Statement, ownAccount: string | undefined): Parties | undefined => {
  const { principal, condition } = statement;
  if (principal === undefined) return undefined;
  const { isAllBut, parties } = principal;
  const isAnyone = parties.some(({ type, value }) => type === 'AWS' && value === '*');
  if (isAnyone) return isAllBut ? undefined : anyone(statement, ownAccount);
  const known = parties.flatMap(({ type, value }) => partyOf(type, value, ownAccount) ?? []);
  const names = listed(known.toSorted((a, b) => a.rank - b.rank).map((party) => party.words));
  if (names === undefined || known.length < parties.length) return undefined;
  const isConditional = condition !== undefined;
  if (isAllBut) {
    const others = words`anyone but ${names}`;
    return others === undefined ? undefined : { words: others, rank: 0, isConditional };
  }
  return { words: names, rank: Math.min(...known.map(({ rank }) => rank)), isConditional };
};

const anyone = ({ condition }: Statement, ownAccount: string | undefined): Parties => {
  const { who, isOwn, isMore } = limitOf(condition, ownAccount);
  return {
    words: who ?? plainWords('anyone'),
    rank: isOwn ? 5 : who === undefined && !isMore ? 0 : 1,
    isConditional: isMore,
  };
};

interface Party {
  readonly words: Words;
  readonly rank: number;
}

const partyOf = (type: string, value: string, ownAccount: string | undefined): Party | undefined => {
  switch (type) {
    case 'AWS':
      return awsPartyOf(value, ownAccount);
    case 'Service':
      return party(4, words`service ${value}`);
    case 'Federated':
      return party(2, federated(value));
    case 'CanonicalUser':
      return party(2, words`canonical user ${value}`);
    default:
      return undefined;
  }
};

/** An account is its number or the ARN of its root. A deleted user or role is left as its unique ID. */
const awsPartyOf = (value: string, ownAccount: string | undefined): Party | undefined => {
  const account = /^(?:arn:[\w-]+:iam::)?(\d{12})(?::root)?$/.exec(value)?.[1];
  if (account !== undefined)
    return account === ownAccount
      ? party(5, plainWords('this account'))
      : party(2, words`account ${account}`);
  const found =
    /^arn:[\w-]+:(?:iam|sts)::(\d{12}):(user|role|group|assumed-role|federated-user)\/(.+)$/s.exec(value);
  if (found !== null) {
    const [, owner, kind = '', path = ''] = found;
    const name = kind === 'assumed-role' ? path : path.slice(path.lastIndexOf('/') + 1);
    if (name === '') return undefined;
    const what = words`${plainWords(kinds[kind] ?? kind)} ${name}`;
    return owner === ownAccount ? party(5, what) : party(3, words`${what} of account ${owner}`);
  }
  return /^A[A-Z0-9]{15,}$/.test(value) ? party(5, words`principal ${value}`) : undefined;
};

const kinds: Readonly<Record<string, string>> = {
  'assumed-role': 'session',
  'federated-user': 'federated user',
};

const federated = (value: string): Words | undefined => {
  const [, kind, name] = /^arn:[\w-]+:iam::\d{12}:(saml|oidc)-provider\/(.+)$/s.exec(value) ?? [];
  if (name === undefined) return words`users of ${value}`;
  return words`users of ${plainWords(kind === 'saml' ? 'SAML' : 'OIDC')} provider ${name}`;
};

const party = (rank: number, said: Words | undefined): Party | undefined =>
  said === undefined ? undefined : { rank, words: said };
