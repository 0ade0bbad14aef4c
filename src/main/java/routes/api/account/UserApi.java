package routes.api.account;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import routes.account.User;
import routes.account.UserAdministration;
import routes.account.Users;
import routes.common.error.ErrorCode;
import routes.common.error.RefusedRequest;
import routes.common.repository.Listed;
import routes.common.repository.Query;
import routes.common.security.Secret;
import routes.http.ApiAnswer;
import routes.http.ApiRequest;
import routes.http.Page;

/** Operations on users, at VeAIOps' paths and in its shapes; passwords are never shown. */
public final class UserApi {
    private final Users users;
    private final UserAdministration administration;
    private final Clock clock;

    public UserApi(Users users, UserAdministration administration, Clock clock) {
        this.users = users;
        this.administration = administration;
        this.clock = clock;
    }

    public ApiAnswer create(ApiRequest request) {
        Draft draft = request.json(Draft.class);
        User user = administration.add(
                new UserAdministration.Draft(
                        draft.username(),
                        draft.email(),
                        Secret.of(draft.password()),
                        Boolean.TRUE.equals(draft.supervisor())),
                by(request));
        return ApiAnswer.ok(UserJson.of(user));
    }

    public ApiAnswer list(ApiRequest request) {
        Page page = request.page();
        Query named = Query.ALL.contains("username", request.query("username").orElse(""));
        Listed<User> found = users.page(named, page.skip(), page.limit());
        return ApiAnswer.list(found.items().stream().map(UserJson::of).toList(), page, found.total());
    }

    public ApiAnswer get(ApiRequest request) {
        return ApiAnswer.ok(UserJson.of(existing(request)));
    }

    /** Role, and whether the user may log in; what is not named stays. */
    public ApiAnswer update(ApiRequest request) {
        Rights rights = request.json(Rights.class);
        if (rights.password() != null) {
            throw RefusedRequest.invalid("password", "the password has a path of its own: …/users/{id}/password");
        }
        User user = existing(request);
        administration.setRights(user, rights.supervisor(), rights.active(), by(request));
        return ApiAnswer.ok(UserJson.of(existing(request)));
    }

    /** The own one. */
    public ApiAnswer changePassword(ApiRequest request) {
        User user = existing(request);
        if (!user.username().equals(request.user())) {
            throw RefusedRequest.of(ErrorCode.FORBIDDEN, "you can only change your own password here");
        }
        NewPassword given = request.json(NewPassword.class);
        administration.changePassword(
                user, Secret.of(given.oldPassword()), Secret.of(given.newPassword()), by(request));
        return ApiAnswer.ok(null);
    }

    /** That of somebody who has forgotten it. */
    public ApiAnswer resetPassword(ApiRequest request) {
        administration.resetPassword(
                existing(request), Secret.of(request.json(ResetPassword.class).newPassword()), by(request));
        return ApiAnswer.ok(null);
    }

    public ApiAnswer delete(ApiRequest request) {
        administration.remove(existing(request), by(request));
        return ApiAnswer.ok(null);
    }

    private User existing(ApiRequest request) {
        String id = request.idParameter("user_id");
        return users.find(id)
                .orElseThrow(() -> RefusedRequest.of(ErrorCode.NOT_FOUND, "there is no user with the id " + id));
    }

    private Users.By by(ApiRequest request) {
        return new Users.By(request.user(), clock.instant().truncatedTo(ChronoUnit.MILLIS));
    }

    record Draft(
            @JsonProperty("username") String username,
            @JsonProperty("email") String email,
            @JsonProperty("password") String password,
            @JsonProperty("is_supervisor") @Nullable Boolean supervisor) {
        @Override
        public String toString() {
            return "draft of " + username;
        }
    }

    /** @param password is refused here, as in VeAIOps */
    record Rights(
            @JsonProperty("is_supervisor") @Nullable Boolean supervisor,
            @JsonProperty("is_active") @Nullable Boolean active,
            @JsonProperty("password") @Nullable Object password) {
        @Override
        public String toString() {
            return "rights";
        }
    }

    @JsonNaming(SnakeCaseStrategy.class)
    record NewPassword(String oldPassword, String newPassword) {
        @Override
        public String toString() {
            return "a new password";
        }
    }

    @JsonNaming(SnakeCaseStrategy.class)
    record ResetPassword(String newPassword) {
        @Override
        public String toString() {
            return "a new password";
        }
    }

    /** A user as it is shown. */
    @JsonNaming(SnakeCaseStrategy.class)
    record UserJson(
            @JsonProperty("_id") String id,
            String username,
            String email,
            @JsonProperty("is_supervisor") boolean supervisor,
            @JsonProperty("is_active") boolean active,
            @Nullable String createdUser,
            @Nullable Instant createdAt,
            @Nullable String updatedUser,
            @Nullable Instant updatedAt) {
        static UserJson of(User user) {
            return new UserJson(
                    user.id(),
                    user.username(),
                    user.email(),
                    user.supervisor(),
                    user.active(),
                    user.stamps().createdUser(),
                    user.stamps().createdAt(),
                    user.stamps().updatedUser(),
                    user.stamps().updatedAt());
        }
    }
}
