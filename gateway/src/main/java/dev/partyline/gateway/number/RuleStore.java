package dev.partyline.gateway.number;

import dev.partyline.dialplan.Attendant;
import dev.partyline.dialplan.ChannelTemplate;
import dev.partyline.dialplan.InvalidRuleException;
import dev.partyline.dialplan.NumberPattern;
import dev.partyline.dialplan.Target;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The number rules of the default application, at rest. */
@Repository
public class RuleStore {
    private static final int APPLICATION = 1;

    private final JdbcClient jdbc;

    RuleStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** All of them, the older ones first. */
    public List<NumberRule> all() {
        return jdbc.sql("select * from number_rule where application_id = ? order by id")
                .param(APPLICATION)
                .query((row, _) -> rule(row))
                .list();
    }

    /**
     * @throws org.springframework.dao.DuplicateKeyException where a rule for these numbers exists
     */
    public void add(NumberPattern pattern, Target target) {
        jdbc.sql("insert into number_rule"
                        + " (application_id, kind, first_number, last_number, channel_template, version)"
                        + " values (?, ?, ?, ?, ?, 0)")
                .params(APPLICATION, pattern.kind().name(), pattern.from(), pattern.to())
                .param(template(target))
                .update();
    }

    /** False where somebody changed or deleted the rule since this version. */
    public boolean change(long id, int version, NumberPattern pattern, Target target) {
        return jdbc.sql("update number_rule set kind = ?, first_number = ?, last_number = ?, channel_template = ?,"
                                + " version = version + 1 where id = ? and version = ? and application_id = ?")
                        .params(pattern.kind().name(), pattern.from(), pattern.to())
                        .param(template(target))
                        .params(id, version, APPLICATION)
                        .update()
                == 1;
    }

    public boolean delete(long id, int version) {
        return jdbc.sql("delete from number_rule where id = ? and version = ? and application_id = ?")
                        .params(id, version, APPLICATION)
                        .update()
                == 1;
    }

    /** What stands in the column: null for the attendant. */
    private static @Nullable String template(Target target) {
        return switch (target) {
            case ChannelTemplate channel -> channel.text();
            case Attendant _ -> null;
        };
    }

    private static Target target(@Nullable String template) throws InvalidRuleException {
        return template == null ? new Attendant() : ChannelTemplate.parse(template);
    }

    private static NumberRule rule(ResultSet row) throws SQLException {
        try {
            return new NumberRule(
                    row.getLong("id"),
                    NumberPattern.parse(
                            NumberPattern.Kind.valueOf(row.getString("kind")),
                            row.getString("first_number"),
                            row.getString("last_number")),
                    target(row.getString("channel_template")),
                    row.getInt("version"));
        } catch (InvalidRuleException e) {
            throw new SQLException("number_rule " + row.getLong("id") + ": " + e.getMessage(), e);
        }
    }
}
