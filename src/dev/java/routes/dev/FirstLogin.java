package routes.dev;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;

/** The account that the first run of a folder makes; its password is printed this once and kept as a hash alone. */
record FirstLogin(String username, String password) {
    private static final String PASSWORD = "veaiops.accounts.first-password";
    private static final int BYTES = 12;

    /** @param secrets the file of a folder that had a run before; absent at the first one */
    static Optional<FirstLogin> of(Path secrets) {
        if (Files.exists(secrets) || RunSetting.given(PASSWORD).isPresent()) {
            return Optional.empty();
        }
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        String password = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        return Optional.of(new FirstLogin(
                RunSetting.given("veaiops.accounts.first-user").orElse("admin"), RunSetting.orSet(PASSWORD, password)));
    }

    String shown() {
        return "First account (shown this once)\n  user " + username + ", password " + password + "\n";
    }

    @Override
    public String toString() {
        return "the first account " + username;
    }
}
