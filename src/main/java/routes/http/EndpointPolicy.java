package routes.http;

import java.util.List;
import java.util.Optional;

/** What an alarm endpoint does beside converting: which callers it admits, what of the request is read, what is answered. */
public interface EndpointPolicy {
    /**
     * Looks at the head of a post alone.
     *
     * @return whether the caller has proven who it is; false when only its body can tell
     * @throws routes.common.error.RefusedRequest when nothing in the body could still let it in
     */
    boolean knows(ApiRequest head);

    /** The answer to a request by which the sender asks whether this address is meant; empty for any other request. */
    default Optional<ApiAnswer> challenge(ApiRequest request) {
        return Optional.empty();
    }

    /** @throws routes.common.error.RefusedRequest when the caller may not post here */
    void admit(ApiRequest request);

    /** What the converter reads. */
    byte[] body(ApiRequest request);

    /** What is kept of it when it cannot be used: all but the token of the caller. */
    byte[] withoutToken(byte[] body);

    /**
     * The answer of success.
     *
     * @param ids the alarms that the post became
     * @param rejected the items of the post that could not be used
     */
    ApiAnswer answer(ApiRequest request, List<String> ids, List<RejectedItem> rejected);

    /** A source's tokens, the body as it is, and VeAIOps' envelope with the ids joined by commas. */
    record Usual(AlarmAccess access, String source, int status) implements EndpointPolicy {
        @Override
        public boolean knows(ApiRequest head) {
            access.require(head, source);
            return true;
        }

        @Override
        public void admit(ApiRequest request) {
            access.require(request, source);
        }

        @Override
        public byte[] body(ApiRequest request) {
            return request.body();
        }

        /** The token is in the head. */
        @Override
        public byte[] withoutToken(byte[] body) {
            return body;
        }

        @Override
        public ApiAnswer answer(ApiRequest request, List<String> ids, List<RejectedItem> rejected) {
            return ApiAnswer.partly(status, String.join(",", ids), rejected);
        }
    }
}
