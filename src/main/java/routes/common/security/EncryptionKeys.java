package routes.common.security;

import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** The keys of an installation, as its setting lists them. */
final class EncryptionKeys {
    static final String SETTING = "veaiops.encryption.keys";

    private static final int KEY_BYTES = 32;
    private static final Pattern KEY_ID = Pattern.compile("[A-Za-z0-9._-]{1,32}");

    private EncryptionKeys() {}

    /**
     * @param keys {@code id:base64(32 bytes)}, several separated by commas
     * @return at least one, in their order
     * @throws IllegalArgumentException that names the setting and shows no key
     */
    static Map<String, byte[]> read(Secret keys) {
        return read(keys, SETTING);
    }

    /** @param setting whose value it is, for errors */
    static Map<String, byte[]> read(Secret keys, String setting) {
        Map<String, byte[]> read = new LinkedHashMap<>();
        Arrays.stream(keys.reveal().split(","))
                .map(String::strip)
                .filter(entry -> !entry.isEmpty())
                .forEach(entry -> add(read, entry, setting));
        if (read.isEmpty()) {
            throw new IllegalArgumentException(setting + " is missing: id:base64 of 32 bytes");
        }
        return read;
    }

    private static void add(Map<String, byte[]> read, String entry, String setting) {
        int colon = entry.indexOf(':');
        String id = colon < 0 ? "" : entry.substring(0, colon);
        if (!KEY_ID.matcher(id).matches()) {
            throw new IllegalArgumentException(setting + " has an entry that is not id:base64");
        }
        if (read.putIfAbsent(id, key(id, entry.substring(colon + 1), setting)) != null) {
            throw new IllegalArgumentException(setting + " has key " + id + " twice");
        }
    }

    private static byte[] key(String id, String base64, String setting) {
        byte[] key = decoded(id, base64, setting);
        if (key.length != KEY_BYTES) {
            throw new IllegalArgumentException(
                    "key " + id + " of " + setting + " has " + key.length + " bytes and needs " + KEY_BYTES);
        }
        return key;
    }

    private static byte[] decoded(String id, String base64, String setting) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException expected) {
            throw new IllegalArgumentException("key " + id + " of " + setting + " is not base64");
        }
    }
}
