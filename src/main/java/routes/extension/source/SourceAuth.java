package routes.extension.source;

import java.util.Set;
import routes.http.ApiRequest;

/** One way in which a caller proves that it is the source. */
public sealed interface SourceAuth permits TokenAuth, BasicAuth, HmacAuth, StandardWebhooksAuth, SnsAuth {
    /** What it needs, as the settings {@code veaiops.alarms.<word>.<source>} call it. */
    String setting();

    /** Whether what it needs is set; a way that is not set up admits no caller. */
    boolean configured(SourceSecrets secrets);

    /** Whether the head of a request alone can prove it; a signature cannot be checked without the body. */
    default boolean readsHead() {
        return false;
    }

    /** Whether its body can. */
    default boolean readsBody() {
        return true;
    }

    /** Names of the fields that hold what it checks, in what the mapping sees of a request. */
    default Set<String> fieldsSeen(RequestView view) {
        return Set.of();
    }

    /** Names of the query parameters that hold what it checks. */
    default Set<String> parameters() {
        return Set.of();
    }

    /** @throws routes.common.error.RefusedRequest {@link routes.common.error.ErrorCode#UNAUTHENTICATED} */
    void require(ApiRequest request, SourceSecrets secrets);
}
