export interface Refusal {
  readonly name: string;
  readonly message: string;
  readonly status: number | undefined;
}

/** How an SDK call failed. Undefined when it did not. */
export const refusalOf = async (call: Promise<unknown>): Promise<Refusal | undefined> => {
  try {
    await call;
    return undefined;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return { name: error.name, message: error.message, status: statusOf(error) };
  }
};

const statusOf = (error: Error & { $metadata?: { httpStatusCode?: number } }): number | undefined =>
  error.$metadata?.httpStatusCode;
