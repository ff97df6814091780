//! Which apps, films and programmes the ratings of Japan, New Zealand, the United Kingdom and the United States let through.

use odata_entity::{ComplexType, EnumType};

#[derive(Debug, Clone, PartialEq, ComplexType)]
#[serde(rename_all = "camelCase")]
#[odata(type = "microsoft.graph.mediaContentRatingJapan")]
pub struct MediaContentRatingJapan {
    #[odata(non_nullable)]
    pub movie_rating: Option<RatingJapanMoviesType>,
    #[odata(non_nullable)]
    pub tv_rating: Option<RatingJapanTelevisionType>,
}

#[derive(Debug, Clone, PartialEq, ComplexType)]
#[serde(rename_all = "camelCase")]
#[odata(type = "microsoft.graph.mediaContentRatingNewZealand")]
pub struct MediaContentRatingNewZealand {
    #[odata(non_nullable)]
    pub movie_rating: Option<RatingNewZealandMoviesType>,
    #[odata(non_nullable)]
    pub tv_rating: Option<RatingNewZealandTelevisionType>,
}

#[derive(Debug, Clone, PartialEq, ComplexType)]
#[serde(rename_all = "camelCase")]
#[odata(type = "microsoft.graph.mediaContentRatingUnitedKingdom")]
pub struct MediaContentRatingUnitedKingdom {
    #[odata(non_nullable)]
    pub movie_rating: Option<RatingUnitedKingdomMoviesType>,
    #[odata(non_nullable)]
    pub tv_rating: Option<RatingUnitedKingdomTelevisionType>,
}

#[derive(Debug, Clone, PartialEq, ComplexType)]
#[serde(rename_all = "camelCase")]
#[odata(type = "microsoft.graph.mediaContentRatingUnitedStates")]
pub struct MediaContentRatingUnitedStates {
    #[odata(non_nullable)]
    pub movie_rating: Option<RatingUnitedStatesMoviesType>,
    #[odata(non_nullable)]
    pub tv_rating: Option<RatingUnitedStatesTelevisionType>,
}

#[derive(Debug, Clone, PartialEq, Eq, EnumType)]
#[odata(type = "microsoft.graph.ratingAppsType")]
pub enum RatingAppsType {
    AllAllowed,
    AllBlocked,
    AgesAbove4,
    AgesAbove9,
    AgesAbove12,
    AgesAbove17,
    #[odata(other)]
    Other(String),
}

#[derive(Debug, Clone, PartialEq, Eq, EnumType)]
#[odata(type = "microsoft.graph.ratingJapanMoviesType")]
pub enum RatingJapanMoviesType {
    AllAllowed,
    AllBlocked,
    General,
    ParentalGuidance,
    AgesAbove15,
    AgesAbove18,
    #[odata(other)]
    Other(String),
}

#[derive(Debug, Clone, PartialEq, Eq, EnumType)]
#[odata(type = "microsoft.graph.ratingJapanTelevisionType")]
pub enum RatingJapanTelevisionType {
    AllAllowed,
    AllBlocked,
    ExplicitAllowed,
    #[odata(other)]
    Other(String),
}

#[derive(Debug, Clone, PartialEq, Eq, EnumType)]
#[odata(type = "microsoft.graph.ratingNewZealandMoviesType")]
pub enum RatingNewZealandMoviesType {
    AllAllowed,
    AllBlocked,
    General,
    ParentalGuidance,
    Mature,
    AgesAbove13,
    AgesAbove15,
    AgesAbove16,
    AgesAbove18,
    Restricted,
    AgesAbove16Restricted,
    #[odata(other)]
    Other(String),
}

#[derive(Debug, Clone, PartialEq, Eq, EnumType)]
#[odata(type = "microsoft.graph.ratingNewZealandTelevisionType")]
pub enum RatingNewZealandTelevisionType {
    AllAllowed,
    AllBlocked,
    General,
    ParentalGuidance,
    Adults,
    #[odata(other)]
    Other(String),
}

#[derive(Debug, Clone, PartialEq, Eq, EnumType)]
#[odata(type = "microsoft.graph.ratingUnitedKingdomMoviesType")]
pub enum RatingUnitedKingdomMoviesType {
    AllAllowed,
    AllBlocked,
    General,
    UniversalChildren,
    ParentalGuidance,
    AgesAbove12Video,
    AgesAbove12Cinema,
    AgesAbove15,
    Adults,
    #[odata(other)]
    Other(String),
}

#[derive(Debug, Clone, PartialEq, Eq, EnumType)]
#[odata(type = "microsoft.graph.ratingUnitedKingdomTelevisionType")]
pub enum RatingUnitedKingdomTelevisionType {
    AllAllowed,
    AllBlocked,
    Caution,
    #[odata(other)]
    Other(String),
}

#[derive(Debug, Clone, PartialEq, Eq, EnumType)]
#[odata(type = "microsoft.graph.ratingUnitedStatesMoviesType")]
pub enum RatingUnitedStatesMoviesType {
    AllAllowed,
    AllBlocked,
    General,
    ParentalGuidance,
    ParentalGuidance13,
    Restricted,
    Adults,
    #[odata(other)]
    Other(String),
}

#[derive(Debug, Clone, PartialEq, Eq, EnumType)]
#[odata(type = "microsoft.graph.ratingUnitedStatesTelevisionType")]
pub enum RatingUnitedStatesTelevisionType {
    AllAllowed,
    AllBlocked,
    ChildrenAll,
    ChildrenAbove7,
    General,
    ParentalGuidance,
    ChildrenAbove14,
    Adults,
    #[odata(other)]
    Other(String),
}
