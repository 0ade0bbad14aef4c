package routes.http;

import org.jspecify.annotations.Nullable;
import routes.account.Caller;

/** Checks a caller before its body is read. */
@FunctionalInterface
public interface HeadCheck {
    /**
     * @param head the request, with an empty body
     * @return who sends it; null when only its body can tell
     * @throws routes.common.error.RefusedRequest when nothing in the body could still let it in
     */
    @Nullable
    Caller caller(ApiRequest head);
}
