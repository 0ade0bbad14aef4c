package routes.common.security;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.subtle.AesGcmJce;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Encrypts secrets at rest (AES-256-GCM). The stored text is {@code v1:<key id>:<base64>} and is bound to its place:
 * copied to another document or field it does not open. Keys rotate: the first one configured seals, all of them open.
 * What an older system stored in plain text opens too, unless the box refuses it. What VeAIOps encrypted opens with its key;
 * without it, it is refused by name and never taken for the secret itself.
 */
public final class SecretBox {
    private static final String REFUSE = "veaiops.encryption.refuse-unsealed";
    private static final String REFERENCE = "veaiops.encryption.reference-key";
    /** Under which {@link #keyOf} counts what VeAIOps encrypted. */
    private static final String OF_VEAIOPS = "VeAIOps";

    private static final String SEALED_PREFIX = "v1:";
    private static final Pattern SEALED = Pattern.compile("v1:([A-Za-z0-9._-]{1,32}):([A-Za-z0-9+/]+={0,2})");

    private final String primary;
    private final Map<String, Aead> keys;
    private final boolean refusesPlain;
    private final @Nullable FernetKey veaiops;

    private SecretBox(String primary, Map<String, Aead> keys, boolean refusesPlain, @Nullable FernetKey veaiops) {
        this.primary = primary;
        this.keys = keys;
        this.refusesPlain = refusesPlain;
        this.veaiops = veaiops;
    }

    /** @param keys {@code id:base64(32 bytes)}, several separated by commas, the one that seals first */
    public static SecretBox of(Secret keys) {
        Map<String, Aead> aeads = new LinkedHashMap<>();
        EncryptionKeys.read(keys).forEach((id, key) -> aeads.put(id, aead(key)));
        return new SecretBox(aeads.keySet().iterator().next(), Map.copyOf(aeads), false, null);
    }

    /** One that opens sealed values only: a writer of the store without a key cannot put a secret there. */
    public SecretBox refusingPlainText() {
        return new SecretBox(primary, keys, true, veaiops);
    }

    /**
     * One that also opens what VeAIOps encrypted.
     *
     * @param key VeAIOps' {@code ENCRYPTION_KEY}; blank for none
     */
    public SecretBox readingVeaiops(Secret key) {
        if (key.reveal().isBlank()) {
            return this;
        }
        try {
            return new SecretBox(primary, keys, refusesPlain, new FernetKey(key));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(REFERENCE + " is not usable: " + e.getMessage());
        }
    }

    /** Where a secret lives; a sealed value opens only in the place that it was sealed for. */
    public record Place(String collection, String documentId, String field) {
        @Override
        public String toString() {
            return "the secret " + field + " of " + documentId + " in " + collection;
        }

        private byte[] bytes() {
            return (collection + '/' + documentId + '/' + field).getBytes(StandardCharsets.UTF_8);
        }
    }

    public Sealed seal(Secret secret, Place place) {
        try {
            byte[] plain = secret.reveal().getBytes(StandardCharsets.UTF_8);
            byte[] cipher = key(primary).encrypt(plain, place.bytes());
            return new Sealed(
                    SEALED_PREFIX + primary + ':' + Base64.getEncoder().encodeToString(cipher));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has AES-GCM", e);
        }
    }

    /**
     * The secret itself.
     *
     * @throws UnreadableSecret naming the key that is missing, or the place of a value in plain text that is refused
     */
    public Secret open(Sealed sealed, Place place) {
        if (FernetKey.isToken(sealed.stored())) {
            return ofVeaiops(sealed, place);
        }
        Matcher parts = SEALED.matcher(sealed.stored());
        if (!parts.matches()) {
            if (refusesPlain) {
                throw new UnreadableSecret(place + " is stored in plain text, which " + REFUSE
                        + " refuses: give it again, or run veaiops secrets reseal");
            }
            return Secret.of(sealed.stored());
        }
        try {
            byte[] cipher = Base64.getDecoder().decode(parts.group(2));
            byte[] plain = key(parts.group(1)).decrypt(cipher, place.bytes());
            return Secret.of(new String(plain, StandardCharsets.UTF_8));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new UnreadableSecret(
                    place + " does not open with key " + parts.group(1) + ": it was changed or moved");
        }
    }

    private Secret ofVeaiops(Sealed sealed, Place place) {
        if (veaiops == null) {
            throw new UnreadableSecret(
                    place + " was encrypted by VeAIOps: set " + REFERENCE + " to its ENCRYPTION_KEY");
        }
        return veaiops.open(sealed.stored())
                .orElseThrow(() ->
                        new UnreadableSecret(place + " was encrypted by VeAIOps and does not open with " + REFERENCE));
    }

    /** The same secret under the key that seals now: encrypts plain text and moves old values to the newest key. */
    public Sealed reseal(Sealed sealed, Place place) {
        Matcher parts = SEALED.matcher(sealed.stored());
        boolean current = parts.matches() && parts.group(1).equals(primary);
        return current ? sealed : seal(open(sealed, place), place);
    }

    /** The key that seals. */
    public String firstKey() {
        return primary;
    }

    /** Whether the stored text has the looks of a sealed value, whole or damaged. */
    public static boolean looksSealed(String stored) {
        return stored.startsWith(SEALED_PREFIX);
    }

    /**
     * The key that a stored value is sealed with, {@value #OF_VEAIOPS} for what VeAIOps encrypted; empty for plain text.
     *
     * @throws UnreadableSecret when it does not open, or is damaged
     */
    public Optional<String> keyOf(Sealed sealed, Place place) {
        if (FernetKey.isToken(sealed.stored())) {
            ofVeaiops(sealed, place);
            return Optional.of(OF_VEAIOPS);
        }
        Matcher parts = SEALED.matcher(sealed.stored());
        if (parts.matches()) {
            open(sealed, place);
            return Optional.of(parts.group(1));
        }
        if (looksSealed(sealed.stored())) {
            throw new UnreadableSecret(place + " is sealed and damaged");
        }
        return Optional.empty();
    }

    private Aead key(String id) {
        return Optional.ofNullable(keys.get(id))
                .orElseThrow(() -> new UnreadableSecret("a stored secret was encrypted with key " + id + ", which "
                        + EncryptionKeys.SETTING + " does not hold"));
    }

    private static Aead aead(byte[] key) {
        try {
            return new AesGcmJce(key);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has AES-GCM", e);
        }
    }
}
