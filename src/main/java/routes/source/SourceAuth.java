package routes.source;

import routes.api.ApiRequest;

/** One way in which a caller proves that it is the source. */
public sealed interface SourceAuth permits TokenAuth, HmacAuth, StandardWebhooksAuth, SnsAuth {
    /** What it needs, as the settings {@code veaiops.alarms.<word>.<source>} call it. */
    String setting();

    /** Whether what it needs is set; a way that is not set up lets nobody in. */
    boolean configured(SourceSecrets secrets);

    /** Whether the head of a request alone can prove it. */
    boolean readsHead();

    /** Whether its body can. */
    boolean readsBody();

    /** @throws routes.error.RefusedRequest {@link routes.error.ErrorCode#UNAUTHENTICATED} */
    void require(ApiRequest request, SourceSecrets secrets);
}
