package dev.partyline.gateway.security;

import dev.partyline.sip.Secret;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The administrator's account, at rest. */
@Repository
class AccountStore {
    private static final int APPLICATION = 1;
    static final String NAME = "admin";

    record Account(Secret passwordHash, boolean oneTime) {}

    private final JdbcClient jdbc;

    AccountStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<Account> find() {
        return jdbc.sql("select password_hash, one_time from account where application_id = ? and name = ?")
                .params(APPLICATION, NAME)
                .query((row, _) -> new Account(new Secret(row.getString("password_hash")), row.getBoolean("one_time")))
                .optional();
    }

    void save(Account account) {
        int updated = jdbc.sql(
                        "update account set password_hash = ?, one_time = ? where application_id = ? and name = ?")
                .params(account.passwordHash().value(), account.oneTime(), APPLICATION, NAME)
                .update();
        if (updated == 0) {
            jdbc.sql("insert into account (application_id, name, password_hash, one_time) values (?, ?, ?, ?)")
                    .params(APPLICATION, NAME, account.passwordHash().value(), account.oneTime())
                    .update();
        }
    }
}
