package routes.channel.bot;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import routes.channel.OnCall;
import routes.common.error.ErrorCode;
import routes.common.error.RefusedRequest;
import routes.common.security.Sealed;
import routes.common.security.Secret;
import routes.common.security.UnreadableSecret;

/** Makes of what a caller says a bot that can be stored: its credentials are those of its channel, and the platform takes them. */
public final class BotDrafts {
    private static final int LONGEST = 4096;

    private final BotPlatforms platforms;
    private final BotVault vault;

    public BotDrafts(BotPlatforms platforms, BotVault vault) {
        this.platforms = platforms;
        this.vault = vault;
    }

    /**
     * @param given credentials that change; null or empty takes one away
     * @throws RefusedRequest naming the field, or what the platform does not accept
     */
    public StoredBot changed(StoredBot bot, Map<String, @Nullable String> given) {
        BotPlatform platform = platforms
                .platform(bot.channel())
                .orElseThrow(() -> RefusedRequest.invalid("channel", "channel must be one of " + platforms.types()));
        Map<String, Sealed> credentials = new HashMap<>(bot.credentials());
        given.forEach((name, value) -> {
            requireDeclared(platform, name, value);
            if (value == null || value.isEmpty()) {
                credentials.remove(name);
            } else {
                credentials.put(name, vault.seal(bot.id(), name, Secret.of(value)));
            }
        });
        StoredBot draft = with(bot, credentials, bot.openId(), bot.name());
        requireWhole(platform, draft);
        if (given.containsKey(OnCall.CREDENTIAL)) {
            requireUnderstood(platform, opened(draft));
        }
        return checked(platform, draft);
    }

    /** The value of a credential that its channel declares to be no secret; empty for any other, and for one that does not open. */
    public Optional<String> readable(StoredBot bot, String credential) {
        boolean open = platforms.platform(bot.channel()).stream()
                .flatMap(platform -> platform.credentials().stream())
                .anyMatch(declared -> declared.name().equals(credential) && !declared.secret());
        try {
            return open ? vault.open(bot, credential).map(Secret::reveal) : Optional.empty();
        } catch (UnreadableSecret e) {
            return Optional.empty();
        }
    }

    /**
     * @param given fields of blocks that change, secrets in the clear; an empty secret is taken away, unknown fields are passed
     *     over
     */
    public StoredBot withBlocks(StoredBot bot, Map<BotBlock, ObjectNode> given) {
        StoredBot changed = bot;
        for (Map.Entry<BotBlock, ObjectNode> one : given.entrySet()) {
            changed = changed.with(one.getKey(), block(bot, one.getKey(), one.getValue()));
        }
        return changed;
    }

    private ObjectNode block(StoredBot bot, BotBlock block, ObjectNode given) {
        ObjectNode fields = bot.block(block);
        given.properties().forEach(field -> {
            String name = field.getKey();
            String text = field.getValue().asText();
            if (block.secrets().contains(name) && text.isEmpty()) {
                fields.remove(name);
            } else if (block.secrets().contains(name)) {
                fields.put(
                        name,
                        vault.seal(bot.id(), block.place(name), Secret.of(text)).stored());
            } else if (block.isPlain(name)) {
                fields.set(name, field.getValue());
            }
        });
        if (block == BotBlock.VOLC) {
            TosEndpoint.complete(fields);
        }
        return fields;
    }

    private static void requireDeclared(BotPlatform platform, String name, @Nullable String value) {
        List<String> declared =
                platform.credentials().stream().map(Credential::name).toList();
        if (!declared.contains(name)) {
            throw RefusedRequest.invalid(
                    "credentials." + name,
                    "a " + platform.type() + " bot has no credential " + name + "; it has " + declared);
        }
        if (value != null && value.length() > LONGEST) {
            throw RefusedRequest.invalid("credentials." + name, name + " has more than " + LONGEST + " characters");
        }
    }

    private static void requireWhole(BotPlatform platform, StoredBot draft) {
        platform.credentials().stream()
                .filter(Credential::required)
                .filter(credential -> !draft.credentials().containsKey(credential.name()))
                .findFirst()
                .ifPresent(missing -> {
                    throw RefusedRequest.invalid(missing.name(), missing.name() + " is missing. " + missing.meaning());
                });
    }

    /** A setting that wakes people at night is not found out at night. */
    private static void requireUnderstood(BotPlatform platform, Bot draft) {
        String named = draft.credential(OnCall.CREDENTIAL).map(Secret::reveal).orElse("");
        platform.mentions(draft).flatMap(rule -> OnCall.problem(named, rule)).ifPresent(problem -> {
            throw RefusedRequest.invalid("credentials." + OnCall.CREDENTIAL, problem);
        });
    }

    private StoredBot checked(BotPlatform platform, StoredBot draft) {
        CredentialCheck check = platform.check(opened(draft));
        if (check instanceof CredentialCheck.Invalid invalid) {
            String field = invalid.field();
            throw RefusedRequest.of(ErrorCode.BAD_REQUEST, "credentials." + field, field + ": " + invalid.reason());
        }
        if (check instanceof CredentialCheck.Unreachable away) {
            throw RefusedRequest.of(ErrorCode.UNAVAILABLE, "the credentials cannot be checked now: " + away.reason());
        }
        CredentialCheck.Valid valid = (CredentialCheck.Valid) check;
        return with(
                draft,
                draft.credentials(),
                valid.openId() == null ? draft.openId() : valid.openId(),
                valid.name() == null ? draft.name() : valid.name());
    }

    private Bot opened(StoredBot draft) {
        try {
            return vault.open(draft);
        } catch (UnreadableSecret e) {
            throw RefusedRequest.of(ErrorCode.CONFLICT, "give the other credentials too: " + e.getMessage());
        }
    }

    private static StoredBot with(
            StoredBot bot, Map<String, Sealed> credentials, @Nullable String openId, @Nullable String name) {
        return new StoredBot(
                bot.id(),
                bot.channel(),
                bot.botId(),
                openId,
                name,
                bot.active(),
                credentials,
                bot.agentCfg(),
                bot.volcCfg(),
                bot.stamps());
    }
}
