package routes.dev;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;

/**
 * What only this machine may know: made up at the first start, the same at the next.
 *
 * @param adminToken opens the manager API
 * @param alarmTokens by source, for its alarm endpoint
 * @param encryptionKeys {@code id:base64(32 bytes)}, encrypts what the store keeps secret
 */
record Secrets(String adminToken, Map<String, String> alarmTokens, String encryptionKeys) {

    private static final String[] SOURCES = {"zabbix", "aliyun", "volcengine", "chatops"};
    private static final int TOKEN_BYTES = 24;
    private static final int KEY_BYTES = 32;
    private static final ObjectMapper JSON = new ObjectMapper();

    Secrets {
        alarmTokens = new TreeMap<>(alarmTokens);
    }

    /** Reads the file, or makes up its content and writes it for its owner alone. */
    static Secrets in(Path file) {
        try {
            if (Files.exists(file)) {
                return JSON.readValue(file.toFile(), Secrets.class);
            }
            Secrets secrets = random(new SecureRandom());
            OwnerFile.write(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(secrets));
            return secrets;
        } catch (IOException e) {
            throw new UncheckedIOException("Keeping the secrets of the embedded run in " + file, e);
        }
    }

    private static Secrets random(SecureRandom random) {
        Map<String, String> tokens = new TreeMap<>();
        for (String source : SOURCES) {
            tokens.put(source, token(random));
        }
        String key = Base64.getEncoder().encodeToString(bytes(random, KEY_BYTES));
        return new Secrets(token(random), tokens, "embedded:" + key);
    }

    private static String token(SecureRandom random) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(random, TOKEN_BYTES));
    }

    private static byte[] bytes(SecureRandom random, int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    /** Hands them to the application; one that is set already stays, and is in the answer. */
    Secrets settle() {
        Map<String, String> tokens = new TreeMap<>();
        alarmTokens.forEach(
                (source, token) -> tokens.put(source, RunSetting.orSet("veaiops.alarms.token." + source, token)));
        return new Secrets(
                RunSetting.ADMIN_TOKEN.orSet(adminToken), tokens, RunSetting.ENCRYPTION_KEYS.orSet(encryptionKeys));
    }
}
