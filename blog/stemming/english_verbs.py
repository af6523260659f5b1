"""English verbs whose past no rule makes; without pasts that are another word besides (left, found, rose)."""

# A verb, and its past and participle.
VERBS = """
become became
begin began begun
break broke broken
bring brought
build built
buy bought
catch caught
choose chose chosen
come came
deal dealt
draw drew drawn
drive drove driven
eat ate eaten
fall fell fallen
feed fed
fight fought
flee fled
fly flew flown
forget forgot forgotten
freeze froze frozen
give gave given
go went gone
grow grew grown
hear heard
hide hid hidden
hold held
keep kept
know knew known
lead led
lend lent
lose lost
make made
mean meant
meet met
overcome overcame
pay paid
rise risen
run ran
say said
see seen
seek sought
sell sold
send sent
show shown
sing sang sung
sleep slept
speak spoke spoken
spend spent
stand stood
steal stole stolen
swear swore sworn
swim swam
take took taken
teach taught
tell told
throw threw thrown
understand understood
undertake undertook undertaken
wear wore worn
win won
withdraw withdrew withdrawn
write wrote written
"""
PAST = {
    past: verb
    for verb, *pasts in (line.split() for line in VERBS.strip().splitlines())
    for past in pasts
}
