/** The head of an answer of AWS, whatever its status. */
export interface AnswerHead {
  /** As CloudTrail records it in `requestID`. */
  readonly requestId: string | undefined;
  /** The `Date` header. */
  readonly date: string | undefined;
  /** When the request was sent, by this machine's clock. In milliseconds since the epoch. */
  readonly sentAt: number;
}

export type OnAnswer = (head: AnswerHead) => void;

/**
 * A middleware that sees every answer to every attempt, for `middlewareStack.add` of a client or command (AWS SDK for
 * JavaScript v3, "Middleware stack").
 */
export const withAnswers = (onAnswer: OnAnswer) =>
  [
    <Request, Answer extends { readonly response: unknown }>(send: (request: Request) => Promise<Answer>) =>
      async (request: Request): Promise<Answer> => {
        const sentAt = Date.now();
        const answer = await send(request);
        // Before the SDK deserializes it, an answer is an HttpResponse.
        const { headers = {} } = answer.response as { readonly headers?: Readonly<Record<string, string>> };
        const requestId = headers['x-amz-request-id'] ?? headers['x-amzn-requestid'];
        onAnswer({ requestId, date: headers.date, sentAt });
        return answer;
      },
    { step: 'deserialize', priority: 'low' },
  ] as const;
