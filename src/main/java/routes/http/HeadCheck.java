package routes.http;

/** Checks a caller before its body is read. */
@FunctionalInterface
public interface HeadCheck {
    /**
     * @param head the request, with an empty body
     * @return whether the caller has proven who it is; false when only its body can tell
     * @throws routes.common.error.RefusedRequest when nothing in the body could still let it in
     */
    boolean knows(ApiRequest head);
}
