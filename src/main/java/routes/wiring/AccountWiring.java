package routes.wiring;

import com.mongodb.client.MongoDatabase;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.apache.camel.BindToRegistry;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;
import org.apache.camel.PropertyInject;
import routes.account.AccountRegistry;
import routes.account.Callers;
import routes.account.FirstAccount;
import routes.account.KeyRing;
import routes.account.Login;
import routes.account.LoginTries;
import routes.account.OpenIdCallers;
import routes.account.UserAdministration;
import routes.api.account.AuthApi;
import routes.api.account.TokenApi;
import routes.api.account.UserApi;
import routes.common.security.Passwords;
import routes.common.security.Secret;
import routes.common.security.SecretBox;
import routes.common.security.SigningKey;
import routes.http.AuditTrail;
import routes.store.ChangeCounter;
import routes.store.MongoLoginTries;
import routes.store.MongoMachineTokens;
import routes.store.MongoSigningKeys;
import routes.store.MongoUsers;

/** Who may call the API: users, machine tokens, the keys of login tokens, and the operations on them. */
public class AccountWiring implements CamelConfiguration {
    private static final String KEYS = "veaiops.accounts.signing-keys";

    /** One for users, tokens and keys: they are read together. */
    private static ChangeCounter changes(MongoDatabase database) {
        return new ChangeCounter(database, "accounts");
    }

    @BindToRegistry(lazy = true)
    public MongoUsers users(MongoDatabase mongoDatabase) {
        return new MongoUsers(mongoDatabase, changes(mongoDatabase));
    }

    @BindToRegistry(lazy = true)
    public MongoMachineTokens machineTokens(MongoDatabase mongoDatabase) {
        return new MongoMachineTokens(mongoDatabase, changes(mongoDatabase));
    }

    @BindToRegistry(lazy = true)
    public KeyRing keyRing(
            MongoDatabase mongoDatabase,
            SecretBox secretBox,
            CamelContext context,
            @PropertyInject("veaiops.accounts.key-days") long days,
            @PropertyInject("veaiops.accounts.token-hours") long hours) {
        String keys = SourceWiring.setting(context, KEYS);
        return new KeyRing(
                keys.isBlank() ? List.of() : SigningKey.listed(Secret.of(keys), KEYS),
                new MongoSigningKeys(mongoDatabase, changes(mongoDatabase), secretBox),
                Duration.ofDays(days),
                Duration.ofHours(hours));
    }

    @BindToRegistry(lazy = true)
    public AccountRegistry accountRegistry(
            MongoUsers users,
            MongoMachineTokens machineTokens,
            KeyRing keyRing,
            MongoDatabase mongoDatabase,
            CamelContext context,
            Clock clock) {
        return new AccountRegistry(
                new AccountRegistry.Stores(changes(mongoDatabase)::value, users, machineTokens, keyRing),
                Duration.ofHours(number(context, "veaiops.accounts.token-hours")),
                Duration.ofSeconds(number(context, "veaiops.matching.full-reload-seconds")),
                clock);
    }

    /** Those whom the settings do not name; people of an OpenID issuer when it is switched on. */
    @BindToRegistry(lazy = true)
    public Callers callers(AccountRegistry accountRegistry, CamelContext context) {
        if (!Boolean.parseBoolean(SourceWiring.setting(context, "veaiops.openid.enabled"))) {
            return accountRegistry;
        }
        OpenIdCallers openId = context.getRegistry().lookupByNameAndType("openIdCallers", OpenIdCallers.class);
        return bearer -> accountRegistry.of(bearer).or(() -> openId.of(bearer));
    }

    @BindToRegistry(lazy = true)
    public Passwords passwords(SecretBox secretBox, @PropertyInject("veaiops.accounts.password-cost") int cost) {
        return new Passwords(secretBox, cost);
    }

    @BindToRegistry(lazy = true)
    public UserAdministration userAdministration(
            MongoUsers users, Passwords passwords, AccountRegistry accountRegistry) {
        return new UserAdministration(users, passwords, accountRegistry);
    }

    /** {@code first-password} has no default, so that no hub has an account that others know. */
    @BindToRegistry(lazy = true)
    public FirstAccount firstAccount(
            MongoUsers users,
            UserAdministration userAdministration,
            Clock clock,
            @PropertyInject("veaiops.accounts.first-user") String name,
            @PropertyInject("veaiops.accounts.first-email") String email,
            CamelContext context) {
        String password = SourceWiring.setting(context, "veaiops.accounts.first-password");
        return new FirstAccount(
                users,
                userAdministration,
                new FirstAccount.Settings(name, email, Secret.of(password), !password.isBlank()),
                clock);
    }

    @BindToRegistry(lazy = true)
    public Login login(
            MongoUsers users,
            AccountRegistry accountRegistry,
            Passwords passwords,
            MongoDatabase mongoDatabase,
            CamelContext context,
            Clock clock) {
        Duration window = Duration.ofSeconds(number(context, "veaiops.accounts.login-window-seconds"));
        return new Login(
                users,
                accountRegistry,
                passwords,
                new MongoLoginTries(mongoDatabase),
                new LoginTries.Limit((int) number(context, "veaiops.accounts.login-tries"), window),
                new LoginTries.Limit((int) number(context, "veaiops.accounts.login-tries-per-address"), window),
                clock);
    }

    @BindToRegistry(lazy = true)
    public AuthApi authApi(Login login, AuditTrail auditTrail) {
        return new AuthApi(login, auditTrail);
    }

    @BindToRegistry(lazy = true)
    public UserApi userApi(MongoUsers users, UserAdministration userAdministration, Clock clock) {
        return new UserApi(users, userAdministration, clock);
    }

    @BindToRegistry(lazy = true)
    public TokenApi tokenApi(MongoMachineTokens machineTokens, AccountRegistry accountRegistry, Clock clock) {
        return new TokenApi(machineTokens, accountRegistry::refresh, clock);
    }

    private static long number(CamelContext context, String setting) {
        return Long.parseLong(
                context.resolvePropertyPlaceholders("{{" + setting + "}}").strip());
    }
}
