-- How the text of a cell becomes a value. Every macro takes the text as it stands in the file and gives null both for
-- an empty cell and for one it cannot read; the checks tell the two apart with is_blank and is_dash.

create macro tidy(t) as
    nullif(trim(t, e' \t\r\n' || chr(160) || chr(12288) || chr(65279)), '');

-- Full-width letters, digits and signs as half-width ones: for numbers, times and identifiers, never for names.
-- The plain case first, and translate only where it has something to do: it takes 13 s for a million cells.
create macro narrow(t) as
    case
        when regexp_full_match(t, '[!-~]+( [!-~]+)*') then t
        when regexp_matches(t, '[！-～　−]') then tidy(translate(
            t,
            '！＂＃＄％＆＇（）＊＋，－．／０１２３４５６７８９：；＜＝＞？＠ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺ［＼］＾＿｀ａｂｃｄｅｆｇｈｉｊｋｌｍｎｏｐｑｒｓｔｕｖｗｘｙｚ｛｜｝～　−',
            '!"#$%&''()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\]^_`abcdefghijklmnopqrstuvwxyz{|}~ -'
        ))
        else tidy(t)
    end;

create macro is_blank(t) as
    tidy(t) is null;

-- What people write into a cell that has nothing to say. Not 无: of a number it may mean zero.
create macro is_dash(t) as
    coalesce(length(t) < 8 and upper(narrow(t)) in ('-', '--', '—', '——', '–', '/', 'NA', 'N/A', 'NULL', '\N'), false);

-- The same of a cell that is no number: there 无 is nothing too. NA may be somebody's name.
create macro says_nothing(t) as
    coalesce(
        length(t) < 8 and tidy(t) in (
            '-', '--', '—', '——', '–', '－', '/', '／', 'N/A', 'n/a', 'NULL', 'null', 'Null', '\N', '无'
        ),
        false
    );

-- What a formula that failed leaves in its cell.
create macro is_failed_formula(t) as
    coalesce(
        starts_with(t, '#')
        and t in ('#N/A', '#DIV/0!', '#REF!', '#VALUE!', '#NAME?', '#NUM!', '#NULL!', '#SPILL!', '#CALC!', '#GETTING_DATA'),
        false
    );

create macro words_of(t) as
    case when not says_nothing(t) and not is_failed_formula(t) then tidy(t) end;

-- An identifier that a spreadsheet has turned into a number: 2.30E+17 is no longer what stood there.
create macro is_rounded(n) as
    coalesce(contains(n, '+') and regexp_full_match(n, '[+-]?\d(\.\d+)?[eE]\+\d{2,3}'), false);

-- Takes narrow text.
create macro id_of(n) as
    case
        when strlen(n) < 8 and n in ('-', '--', '—', '——', '–', '/', 'N/A', 'n/a', 'NA', 'na', 'NULL', 'null', 'Null', '\N', '无') then null
        -- Nearly all are neither, and are asked two cheap questions.
        when not contains(n, '+') and not starts_with(n, '#') then n
        when is_failed_formula(n) or is_rounded(n) then null
        else n
    end;

-- A number that something can be counted with: beyond these bounds sums and quotients are infinite, or of hundreds of digits.
create macro finite(x) as
    case when abs(x) < 1e15 and (x = 0 or abs(x) >= 1e-15) then x end;

-- The macros below take narrow text. They name their argument as rarely as they can: each mention is planned anew.
create macro number_of(n) as
    case
        when regexp_full_match(n, '[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,3})?') then finite(try_cast(n as double))
        when regexp_full_match(n, '[+-]?\d{1,3}(,\d{3})+(\.\d+)?') then finite(try_cast(replace(n, ',', '') as double))
    end;

create macro whole(x) as
    case when x = floor(x) and abs(x) < 1e15 then try_cast(x as bigint) end;

-- 3.0 is the integer 3; 3.5 is none, where a cast would round it.
create macro integer_of(n) as
    case when regexp_full_match(n, '[+-]?\d{1,15}') then try_cast(n as bigint) else whole(number_of(n)) end;

-- Year, month, day, hour, minute, second as texts, the last three perhaps empty. 24时 is the end of the day, as
-- bulletins write it.
create macro joined_moment(parts) as
    list_transform(
        [parts],
        lambda p: case
            when p.h = '24' and trim(p.mi || p.s, '0') = ''
                then try_cast(p.y || '-' || p.m || '-' || p.d as timestamp) + to_days(1)
            else try_cast(
                p.y || '-' || p.m || '-' || p.d || ' ' || lpad(p.h, 2, '0') || ':' || lpad(p.mi, 2, '0') || ':'
                || lpad(p.s, 2, '0') as timestamp
            )
        end
    )[1];

create macro written_moment(n) as
    joined_moment(regexp_extract(
        n,
        '^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})(?:\s*[日号]\s*|\s+|T|$)(?:(\d{1,2})\s*(?:[:时点]\s*(?:(\d{1,2})\s*(?:[:分]\s*(?:(\d{1,2})(?:\.\d+)?\s*秒?)?)?)?))?$',
        ['y', 'm', 'd', 'h', 'mi', 's']
    ));

create macro packed_moment(n) as
    joined_moment(regexp_extract(
        n, '^(\d{4})(\d{2})(\d{2})(?:(\d{2})(\d{2})(\d{2})?)?$', ['y', 'm', 'd', 'h', 'mi', 's']
    ));

create macro offset_moment(n) as
    try_cast(regexp_replace(
        regexp_replace(replace(n, 'T', ' '), '([+-]\d{2})(\d{2})$', '\1:\2'),
        '( \d{2}:\d{2}) ?(Z|[+-])', '\1:00\2'
    ) as timestamptz) at time zone 'Asia/Shanghai';

create macro moment_of(n) as
    case
        when regexp_full_match(n, '\d{4}-\d{2}-\d{2}([ T]([01]\d|2[0-3]):\d{2}(:\d{2}(\.\d{1,6})?)?)?')
            then try_cast(n as timestamp)
        when regexp_full_match(n, '\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}(:\d{2}(\.\d+)?)? ?(Z|[+-]\d{2}(:?\d{2})?)')
            then offset_moment(n)
        when regexp_full_match(n, '\d{8}(\d{4}(\d{2})?)?') then packed_moment(n)
        -- A day number of a spreadsheet (1900 system), between 2009 and 2036: 20221 is no day.
        when regexp_full_match(n, '4\d{4}(\.\d+)?')
            then timestamp '1899-12-30' + to_seconds(cast(round(try_cast(n as double) * 86400) as bigint))
        else written_moment(n)
    end;

-- The end of a day is that day, where only the day is asked for: 24:00 of the 29th is the 29th.
create macro day_of(n) as
    cast(
        case
            when length(n) <= 10 then moment_of(n)
            when regexp_matches(n, '\D24\s*[:时点]|^\d{8}24') then moment_of(n) - to_days(1)
            else moment_of(n)
        end as date
    );

-- A moment of another clock, `hours` behind the city's, unless it states its offset itself.
create macro moved_moment(n, hours) as
    case
        when regexp_matches(n, '\d{2}:\d{2}.*(Z|[+-]\d{2}(:?\d{2})?)$') then moment_of(n)
        else moment_of(n) + to_seconds(cast(hours * 3600 as bigint))
    end;

-- A window that begins on the minute and ends in the second, or minute, before a quarter of an hour.
create macro is_last_moment(a_start, an_end) as
    coalesce(
        second(a_start) = 0 and an_end > a_start
        and minute(an_end) % 15 = 14 and (second(an_end) = 59 or (second(an_end) = 0 and minute(a_start) % 15 = 0)),
        false
    );
