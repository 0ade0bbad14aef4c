package routes.common.security;

/** The keyed hash by which platforms, senders and we ourselves sign. */
public final class HmacSha256 {
    private HmacSha256() {}

    /**
     * @param key not empty
     * @param parts hashed one behind the other
     * @return 32 bytes
     */
    public static byte[] of(byte[] key, byte[]... parts) {
        return HmacAlgorithm.SHA256.of(key, parts);
    }
}
